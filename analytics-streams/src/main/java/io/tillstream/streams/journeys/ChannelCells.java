package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.TextPair;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Cells of marketing channels by day: what each is given of the orders, and how often customers went from one to another. */
final class ChannelCells {

    static final int FIRST_TOUCH = 0;
    static final int FIRST_TOUCH_MICROS = 1;
    static final int LAST_TOUCH = 2;
    static final int LAST_TOUCH_MICROS = 3;
    static final int LINEAR_MILLIONTHS = 4;
    static final int LINEAR_MICROS = 5;
    private static final int CREDIT_SUMS = 6;

    static final int STEPS = 0;
    private static final int CHAIN_SUMS = 1;

    private static final Dimension SOURCE = Dimension.own(64, "source");
    private static final Dimension STEP = Dimension.own(64, "step");

    private static final OutputJson<ChannelCredit> CREDIT_JSON = OutputJson.of(ChannelCredit.class);
    private static final OutputJson<ChannelStep> STEP_JSON = OutputJson.of(ChannelStep.class);

    /** Orders and their value by first, last and all visits. */
    static final CellFamily CREDITS =
            new CellFamily(32, "channel-credits", TopicCatalogue.JOURNEYS, CREDIT_SUMS, List.of(SOURCE)) {
                @Override
                public String recordKey(CellKey key) {
                    return ChannelCredit.KEY_PREFIX + LocalDate.ofEpochDay(key.time()) + "|" + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    return CREDIT_JSON.write(new ChannelCredit(
                            LocalDate.ofEpochDay(key.time()),
                            key.value(),
                            cell.sum(FIRST_TOUCH),
                            cell.sum(FIRST_TOUCH_MICROS),
                            cell.sum(LAST_TOUCH),
                            cell.sum(LAST_TOUCH_MICROS),
                            cell.sum(LINEAR_MILLIONTHS),
                            cell.sum(LINEAR_MICROS),
                            Instant.ofEpochMilli(cell.freshThrough())));
                }
            };

    /** Steps from channel to channel. */
    static final CellFamily CHAIN =
            new CellFamily(33, "channel-steps", TopicCatalogue.JOURNEYS, CHAIN_SUMS, List.of(STEP)) {
                @Override
                public String recordKey(CellKey key) {
                    return ChannelStep.KEY_PREFIX + LocalDate.ofEpochDay(key.time()) + "|" + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    TextPair step = TextPair.of(key.value());
                    return STEP_JSON.write(new ChannelStep(
                            LocalDate.ofEpochDay(key.time()),
                            step.first(),
                            step.second(),
                            cell.sum(STEPS),
                            Instant.ofEpochMilli(cell.freshThrough())));
                }
            };

    private ChannelCells() {}

    static CellKey credit(int day, String channel) {
        return new CellKey(CREDITS, day, SOURCE, channel);
    }

    static CellKey step(int day, String from, String to) {
        return new CellKey(CHAIN, day, STEP, new TextPair(from, to).text());
    }
}
