package io.tillstream.streams.experience;

import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of experience cells and their published form, {@link ExperienceCell}. */
final class ExperienceCells {

    static final int NPS_ANSWERS = 0;
    static final int PROMOTERS = 1;
    static final int DETRACTORS = 2;
    static final int CSAT_ANSWERS = 3;
    static final int CSAT_SATISFIED = 4;
    static final int CSAT_SUM = 5;
    static final int SATISFACTION_ANSWERS = 6;
    static final int SATISFACTION_SUM = 7;
    static final int FEEDBACK = 8;
    static final int RATED = 9;
    static final int RATING_SUM = 10;
    static final int POSITIVE = 11;
    static final int NEUTRAL = 12;
    static final int NEGATIVE = 13;
    static final int SENTIMENT_SUM = 14;
    static final int TICKETS_OPENED = 15;
    static final int TICKETS_RESOLVED = 16;
    static final int TICKETS_REOPENED = 17;
    static final int TICKETS_RESPONDED = 18;
    static final int TICKET_ANSWERS = 19;
    static final int TICKETS_SATISFIED = 20;
    static final int TICKET_SATISFACTION_SUM = 21;
    private static final int SUMS = 22;

    /** The distribution of seconds from opening to the first response. */
    static final int FIRST_RESPONSE = 0;
    /** The distribution of seconds from opening to the resolution. */
    static final int RESOLUTION = 1;

    /** What kind of survey or feedback. */
    static final Dimension TYPE = Dimension.own(64, "type");

    private static final OutputJson<ExperienceCell> JSON = OutputJson.of(ExperienceCell.class);

    /** Surveys, feedback and support by day; everything has one channel, so that the total is that of the channels. */
    static final CellFamily FAMILY = new CellFamily(12, "experience", TopicCatalogue.EXPERIENCE, SUMS, List.of(TYPE)) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return key.dimension() == Dimension.CHANNEL
                    ? new CellKey(this, key.time(), Dimension.TOTAL, CellKey.ALL)
                    : null;
        }

        @Override
        public String recordKey(CellKey key) {
            return LocalDate.ofEpochDay(key.time()) + "|" + key.dimension().wireName() + "|" + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return JSON.write(published(key, cell));
        }
    };

    private ExperienceCells() {}

    /** The cell of a business day. */
    static CellKey day(int epochDay, Dimension dimension, String value) {
        return new CellKey(FAMILY, epochDay, dimension, value);
    }

    private static ExperienceCell published(CellKey key, Cell cell) {
        return new ExperienceCell(
                LocalDate.ofEpochDay(key.time()),
                key.dimension().wireName(),
                key.value(),
                new ExperienceCell.Nps(cell.sum(NPS_ANSWERS), cell.sum(PROMOTERS), cell.sum(DETRACTORS)),
                new ExperienceCell.Csat(cell.sum(CSAT_ANSWERS), cell.sum(CSAT_SATISFIED), cell.sum(CSAT_SUM)),
                new ExperienceCell.Scores(cell.sum(SATISFACTION_ANSWERS), cell.sum(SATISFACTION_SUM)),
                new ExperienceCell.Feedback(cell.sum(FEEDBACK), cell.sum(RATED), cell.sum(RATING_SUM)),
                new ExperienceCell.Texts(
                        cell.sum(POSITIVE), cell.sum(NEUTRAL), cell.sum(NEGATIVE), cell.sum(SENTIMENT_SUM)),
                new ExperienceCell.Support(
                        cell.sum(TICKETS_OPENED),
                        cell.sum(TICKETS_RESOLVED),
                        cell.sum(TICKETS_REOPENED),
                        cell.sum(TICKETS_RESPONDED),
                        cell.sum(TICKET_ANSWERS),
                        cell.sum(TICKETS_SATISFIED),
                        cell.sum(TICKET_SATISFACTION_SUM),
                        durations(cell, FIRST_RESPONSE),
                        durations(cell, RESOLUTION)),
                Instant.ofEpochMilli(cell.freshThrough()));
    }

    private static List<ExperienceCell.Duration> durations(Cell cell, int which) {
        return cell.values(which).entrySet().stream()
                .map(value -> new ExperienceCell.Duration(value.getKey(), value.getValue()))
                .toList();
    }
}
