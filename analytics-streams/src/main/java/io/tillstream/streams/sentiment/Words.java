package io.tillstream.streams.sentiment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words and emoticons of a text: split at white space, punctuation around words taken off.
 *
 * @param written as they were written
 * @param lower in lower case
 * @param isMixed whether some of the words are in capitals and some are not, so that capitals mean something
 */
record Words(List<String> written, List<String> lower, boolean isMixed) {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /** What is left of this or fewer characters may be an emoticon, and keeps its punctuation. */
    private static final int SHORTEST_WORD = 3;

    static Words of(String text) {
        List<String> written = SPACE.splitAsStream(text.strip())
                .filter(token -> !token.isEmpty())
                .map(Words::withoutPunctuation)
                .toList();
        long capitals = written.stream().filter(Words::isCapital).count();
        List<String> lower =
                written.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return new Words(written, lower, capitals > 0 && capitals < written.size());
    }

    int size() {
        return lower.size();
    }

    /** The word at an index, in lower case. */
    String at(int index) {
        return lower.get(index);
    }

    /** Words that follow one another, in lower case, with single spaces. */
    String phrase(int from, int to) {
        return String.join(" ", lower.subList(from, to + 1));
    }

    /** Whether a word stands out by its capitals. */
    boolean isShouted(int index) {
        return isMixed && isCapital(written.get(index));
    }

    private static boolean isCapital(String word) {
        return word.chars().anyMatch(Character::isUpperCase) && word.chars().noneMatch(Character::isLowerCase);
    }

    private static String withoutPunctuation(String token) {
        int from = 0;
        int to = token.length();
        while (from < to && PUNCTUATION.indexOf(token.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && PUNCTUATION.indexOf(token.charAt(to - 1)) >= 0) {
            to--;
        }
        return to - from < SHORTEST_WORD ? token : token.substring(from, to);
    }
}
