package io.tillstream.query.experience;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** English words that carry no topic: function words, auxiliaries, and verbs that go with anything. */
final class StopWords {

    private static final String FILE = "stop-words.txt";
    private static final Set<String> WORDS = read();

    private StopWords() {}

    /** Whether a word, in small letters, carries no topic. */
    static boolean contain(String word) {
        return WORDS.contains(word);
    }

    private static Set<String> read() {
        try (InputStream file = StopWords.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            return Set.copyOf(List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
