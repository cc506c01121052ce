package io.tillstream.streams.sentiment;

/**
 * How positive or negative a text sounds: the compound score of VADER (C. J. Hutto, E. Gilbert: VADER: A Parsimonious Rule-based Model for Sentiment
 * Analysis of Social Media Text, ICWSM 2014), as the authors' program computes it, its quirks included. English only. Emoji are not spelled out. Stateless,
 * and may be shared by threads.
 */
public final class Sentiment {

    /** From here on a text counts as positive, and from its negative down as negative. */
    public static final double THRESHOLD = 0.05;

    /** Longer texts are scored by their beginning, so that one event cannot hold up a partition. */
    static final int MAX_CHARS = 5_000;

    private static final double NORMAL = 15;
    private static final double ROUNDING = 1e4;
    private static final double EXCLAMATION = 0.292;
    private static final int MOST_EXCLAMATIONS = 4;
    private static final double QUESTION = 0.18;
    private static final int MOST_QUESTIONS = 3;
    private static final double MANY_QUESTIONS = 0.96;

    private static final Lexicon LEXICON = Lexicon.load();

    private Sentiment() {}

    /** The compound score: −1 (most negative) to 1, to four decimals; 0 for a text without any mood. */
    public static double compound(String text) {
        String scored = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        double[] moods = new SentenceMoods(LEXICON, Words.of(scored)).all();
        double sum = 0;
        for (double mood : moods) {
            sum += mood;
        }
        sum += Math.signum(sum) * emphasis(scored);
        double compound = sum / Math.sqrt(sum * sum + NORMAL);
        return Math.rint(compound * ROUNDING) / ROUNDING;
    }

    /** {@code positive}, {@code neutral} or {@code negative}. */
    public static String label(double compound) {
        if (compound >= THRESHOLD) {
            return "positive";
        }
        return compound <= -THRESHOLD ? "negative" : "neutral";
    }

    private static double emphasis(String text) {
        long exclamations = text.chars().filter(c -> c == '!').count();
        long questions = text.chars().filter(c -> c == '?').count();
        double asked = 0;
        if (questions > 1) {
            asked = questions <= MOST_QUESTIONS ? questions * QUESTION : MANY_QUESTIONS;
        }
        return Math.min(exclamations, MOST_EXCLAMATIONS) * EXCLAMATION + asked;
    }
}
