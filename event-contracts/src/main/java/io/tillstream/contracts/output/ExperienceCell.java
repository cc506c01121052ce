package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Surveys, feedback and support of one business day in one dimension; the value of {@code analytics.experience.v1}. All figures are counts and sums, so that
 * days and values add up; shares, means and quantiles are computed where they are read. The channels add up to the total.
 *
 * @param day of the answer or the feedback; of a ticket the day it was opened, whatever happens to it later
 * @param dimension {@code total}, {@code channel}, {@code category} (of tickets) or {@code type} (of answers and feedback)
 * @param value the dimension's value; {@code all} for total, {@code unknown} where the shop did not say
 * @param nps answers of 0–10 to whether one would recommend the shop; passives are the rest of the answers
 * @param csat answers of 1–5
 * @param satisfaction answers of 0–10
 * @param feedback free feedback
 * @param texts words of feedback and surveys that were scored
 * @param support tickets
 * @param freshThrough when the newest event counted here reached the log
 */
public record ExperienceCell(
        LocalDate day,
        String dimension,
        String value,
        Nps nps,
        Csat csat,
        Scores satisfaction,
        Feedback feedback,
        Texts texts,
        Support support,
        Instant freshThrough) {

    /**
     * @param answers all
     * @param promoters of 9 or 10
     * @param detractors of 0 to 6
     */
    public record Nps(long answers, long promoters, long detractors) {}

    /**
     * @param answers all
     * @param satisfied of 4 or 5
     * @param sum of all answers
     */
    public record Csat(long answers, long satisfied, long sum) {}

    /**
     * @param answers all
     * @param sum of all answers
     */
    public record Scores(long answers, long sum) {}

    /**
     * @param given reviews, complaints, suggestions and compliments
     * @param rated those with stars
     * @param ratingSum of the stars
     */
    public record Feedback(long given, long rated, long ratingSum) {}

    /**
     * @param positive compound score of 0.05 or more
     * @param neutral between
     * @param negative −0.05 or less
     * @param sentimentSum of the compound scores, in 1/10,000
     */
    public record Texts(long positive, long neutral, long negative, long sentimentSum) {}

    /**
     * Tickets as they stand now, by the day they were opened.
     *
     * @param opened all
     * @param resolved of these, resolved now
     * @param reopened of these, opened again at least once after a resolution
     * @param responded of these, answered by the shop
     * @param answers tickets with a satisfaction of 1–5
     * @param satisfied of these, 4 or 5
     * @param satisfactionSum of the satisfactions
     * @param firstResponse from opening to the shop's first answer
     * @param resolution from opening to the resolution, of the resolved ones
     */
    public record Support(
            long opened,
            long resolved,
            long reopened,
            long responded,
            long answers,
            long satisfied,
            long satisfactionSum,
            List<Duration> firstResponse,
            List<Duration> resolution) {}

    /**
     * How often something took about so long.
     *
     * @param seconds known to 1.6 %
     * @param count how often
     */
    public record Duration(long seconds, long count) {}
}
