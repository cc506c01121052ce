package io.tillstream.query.experience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Key phrases by RAKE: Rose, Engel, Cramer, Cowley (2010), Automatic Keyword Extraction from Individual Documents, in Text Mining: Applications and Theory. A
 * phrase is a run of words between stop words and punctuation; a word's score is its degree (words of the phrases it is in, itself included) ÷ how often it
 * is there; a phrase's score is the sum of its words'.
 */
final class KeyPhrases {

    /** Longer runs are sentences without stop words rather than topics. */
    static final int MOST_WORDS = 4;

    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<String, Integer> degrees = new HashMap<>();

    /** Takes a text's phrases in, each as often as it is there, in small letters; returns them. */
    List<String> add(String text) {
        List<String> phrases = new ArrayList<>();
        for (List<String> words : runs(text)) {
            if (words.size() > MOST_WORDS) {
                continue;
            }
            for (String word : words) {
                frequencies.merge(word, 1, Integer::sum);
                degrees.merge(word, words.size(), Integer::sum);
            }
            phrases.add(String.join(" ", words));
        }
        return phrases;
    }

    /** The score of a phrase in all the texts that were taken in; 0 for one that none has. */
    double score(String phrase) {
        double score = 0;
        for (String word : phrase.split(" ", -1)) {
            Integer frequency = frequencies.get(word);
            score += frequency == null ? 0 : (double) degrees.getOrDefault(word, 0) / frequency;
        }
        return score;
    }

    private static List<List<String>> runs(String text) {
        List<List<String>> runs = new ArrayList<>();
        List<String> run = new ArrayList<>();
        String small = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        int at = 0;
        while (at < small.length()) {
            int begin = at;
            while (at < small.length() && isOfWord(small, begin, at)) {
                at++;
            }
            String word = small.substring(begin, at);
            boolean carries =
                    !word.isEmpty() && !StopWords.contain(word) && word.chars().anyMatch(Character::isLetter);
            if (carries) {
                run.add(word);
            }
            boolean parts = at < small.length() && !Character.isWhitespace(small.charAt(at));
            if (!run.isEmpty() && (parts || !word.isEmpty() && !carries || at == small.length())) {
                runs.add(run);
                run = new ArrayList<>();
            }
            at++;
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    /** Letters and digits, and between them apostrophes and hyphens. */
    private static boolean isOfWord(String text, int begin, int at) {
        char c = text.charAt(at);
        boolean joins = (c == '\'' || c == '-') && at > begin && at + 1 < text.length();
        return Character.isLetterOrDigit(c) || joins && Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
