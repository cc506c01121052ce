package io.tillstream.query.experience;

import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * What customers answered.
 *
 * @param value the day, channel, type or segment; {@code all} for all together
 * @param nps share of promoters − share of detractors, −100 to 100; null without answers
 * @param promoters share of 9 and 10
 * @param passives share of 7 and 8
 * @param detractors share of 0 to 6
 * @param csat share of 4 and 5 on 1–5
 * @param csatMean mean of 1–5; null without answers
 * @param satisfactionAnswers answers of 0–10
 * @param satisfactionMean their mean; null without answers
 * @param feedback reviews, complaints, suggestions and compliments
 * @param ratingMean mean of their stars; null without stars
 * @param sentimentMean mean compound score of what was written, −1 to 1; null without texts
 * @param positive share of texts that sound positive
 * @param negative share of texts that sound negative
 */
@Charted(title = "Net promoter score", x = "value", y = "nps")
public record Satisfaction(
        String value,
        @Nullable Double nps,
        Share promoters,
        Share passives,
        Share detractors,
        Share csat,
        @Nullable Double csatMean,
        long satisfactionAnswers,
        @Nullable Double satisfactionMean,
        long feedback,
        @Nullable Double ratingMean,
        @Nullable Double sentimentMean,
        Share positive,
        Share negative) {

    private static final double PERCENT = 100;
    private static final double SENTIMENT_UNITS = 10_000;

    static Satisfaction of(Row row) {
        long answers = Rows.number(row, "nps_answers");
        long promoters = Rows.number(row, "promoters");
        long detractors = Rows.number(row, "detractors");
        long csat = Rows.number(row, "csat_answers");
        long scored = Rows.number(row, "satisfaction_answers");
        long positive = Rows.number(row, "positive");
        long negative = Rows.number(row, "negative");
        long texts = positive + negative + Rows.number(row, "neutral");
        Double mood = Amounts.ratio(Rows.number(row, "sentiment_sum"), texts);
        Double nps = Amounts.ratio(promoters - detractors, answers);
        return new Satisfaction(
                row.getString("value"),
                nps == null ? null : Double.valueOf(PERCENT * nps),
                Share.of(promoters, answers),
                Share.of(answers - promoters - detractors, answers),
                Share.of(detractors, answers),
                Share.of(Rows.number(row, "csat_satisfied"), csat),
                Amounts.ratio(Rows.number(row, "csat_sum"), csat),
                scored,
                Amounts.ratio(Rows.number(row, "satisfaction_sum"), scored),
                Rows.number(row, "feedback"),
                Amounts.ratio(Rows.number(row, "rating_sum"), Rows.number(row, "rated")),
                mood == null ? null : Double.valueOf(mood / SENTIMENT_UNITS),
                Share.of(positive, texts),
                Share.of(negative, texts));
    }
}
