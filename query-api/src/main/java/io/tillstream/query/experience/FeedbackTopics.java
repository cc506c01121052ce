package io.tillstream.query.experience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers write about.
 *
 * @param texts how many texts were read, the newest
 * @param complete whether these are all texts asked for
 * @param items topics, those that weigh most first: texts × score
 */
public record FeedbackTopics(int texts, boolean complete, List<Topic> items) {

    /** A phrase of one customer alone may be personal, and is no topic. */
    static final int LEAST_CUSTOMERS = 2;

    /**
     * A topic.
     *
     * @param phrase in small letters
     * @param texts with it
     * @param customers who wrote them
     * @param score of the phrase by RAKE in all texts that were read
     * @param positive texts of this mood
     * @param neutral texts of this mood
     * @param negative texts of this mood
     * @param meanSentiment mean compound score of the texts, −1 to 1
     * @param meanRating mean of the stars given with them; null without any
     */
    public record Topic(
            String phrase,
            int texts,
            int customers,
            double score,
            int positive,
            int neutral,
            int negative,
            @Nullable Double meanSentiment,
            @Nullable Double meanRating) {}

    private static final class Tally {
        private final Set<String> customers = new HashSet<>();
        private final Map<String, Integer> moods = new HashMap<>();
        private int texts;
        private int judged;
        private double sentiment;
        private int rated;
        private int stars;

        private void add(FeedbackRow row) {
            texts++;
            customers.add(row.customerId());
            if (row.mood() != null) {
                moods.merge(row.mood(), 1, Integer::sum);
            }
            if (row.sentiment() != null) {
                judged++;
                sentiment += row.sentiment();
            }
            if (row.rating() != null) {
                rated++;
                stars += row.rating();
            }
        }

        private Topic topic(String phrase, double score) {
            return new Topic(
                    phrase,
                    texts,
                    customers.size(),
                    score,
                    moods.getOrDefault("positive", 0),
                    moods.getOrDefault("neutral", 0),
                    moods.getOrDefault("negative", 0),
                    judged == 0 ? null : (Double) (sentiment / judged),
                    rated == 0 ? null : (Double) ((double) stars / rated));
        }
    }

    /**
     * Counts topics; a text counts once for each of its phrases.
     *
     * @param rows with texts
     * @param complete whether these are all
     * @param limit topics at most
     */
    static FeedbackTopics of(List<FeedbackRow> rows, boolean complete, int limit) {
        KeyPhrases phrases = new KeyPhrases();
        Map<String, Tally> tallies = new HashMap<>();
        for (FeedbackRow row : rows) {
            String text = row.text();
            if (text != null) {
                for (String phrase : new HashSet<>(phrases.add(text))) {
                    tallies.computeIfAbsent(phrase, unknown -> new Tally()).add(row);
                }
            }
        }
        List<Topic> topics = new ArrayList<>();
        tallies.forEach((phrase, tally) -> {
            if (tally.customers.size() >= LEAST_CUSTOMERS) {
                topics.add(tally.topic(phrase, phrases.score(phrase)));
            }
        });
        topics.sort(Comparator.comparingDouble((Topic topic) -> -topic.texts() * topic.score())
                .thenComparing(Topic::phrase));
        return new FeedbackTopics(
                rows.size(), complete, List.copyOf(topics.subList(0, Math.min(limit, topics.size()))));
    }
}
