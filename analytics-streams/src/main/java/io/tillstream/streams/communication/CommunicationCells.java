package io.tillstream.streams.communication;

import io.tillstream.contracts.output.CommunicationCell;
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

/**
 * The sums of communication cells and their published form, {@link CommunicationCell}. Their time is the day of the sending, or all time for people; their value the
 * channel, a bar, and what the dimension is about. No channel has a bar in its name.
 */
final class CommunicationCells {

    static final int SENT = 0;
    static final int DELIVERED = 1;
    static final int OPENED = 2;
    static final int CLICKED = 3;
    static final int CONVERTED = 4;
    static final int UNSUBSCRIBED = 5;
    /** The sums before this one are steps of one message, each taken or not. */
    static final int STEPS = 6;

    static final int DELIVERY_REPORTS = 6;
    static final int ORDERS = 7;
    static final int GROSS_MICROS = 8;
    private static final int SUMS = 9;

    static final Dimension CAMPAIGN = Dimension.own(64, "campaign");
    static final Dimension PEOPLE = Dimension.own(65, "people");
    static final Dimension PEOPLE_BY_CHANNEL = Dimension.own(66, "people_channel");
    static final Dimension PEOPLE_BY_CAMPAIGN = Dimension.own(67, "people_campaign");
    static final Dimension WITHIN_7_DAYS = Dimension.own(68, "received_7_days");
    static final Dimension WITHIN_30_DAYS = Dimension.own(69, "received_30_days");

    private static final OutputJson<CommunicationCell> JSON = OutputJson.of(CommunicationCell.class);

    /** Messages by day, channel and campaign, by how many a person had, and the people. */
    static final CellFamily FAMILY =
            new CellFamily(
                    26,
                    "communication",
                    TopicCatalogue.GROWTH,
                    SUMS,
                    List.of(CAMPAIGN, PEOPLE, PEOPLE_BY_CHANNEL, PEOPLE_BY_CAMPAIGN, WITHIN_7_DAYS, WITHIN_30_DAYS)) {
                @Override
                public String recordKey(CellKey key) {
                    String period = key.time() == CellKey.ALL_TIME
                            ? CellKey.ALL
                            : LocalDate.ofEpochDay(key.time()).toString();
                    return CommunicationCell.KEY_PREFIX + period + "|"
                            + key.dimension().wireName() + "|" + key.value();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    int bar = key.value().indexOf('|');
                    return JSON.write(new CommunicationCell(
                            key.time() == CellKey.ALL_TIME ? null : LocalDate.ofEpochDay(key.time()),
                            key.dimension().wireName(),
                            key.value().substring(0, bar),
                            key.value().substring(bar + 1),
                            cell.sum(SENT),
                            cell.sum(DELIVERED),
                            cell.sum(OPENED),
                            cell.sum(CLICKED),
                            cell.sum(CONVERTED),
                            cell.sum(UNSUBSCRIBED),
                            cell.sum(DELIVERY_REPORTS),
                            cell.sum(ORDERS),
                            cell.sum(GROSS_MICROS),
                            Instant.ofEpochMilli(cell.freshThrough())));
                }
            };

    private CommunicationCells() {}

    /** The cell of a business day. */
    static CellKey day(int epochDay, Dimension dimension, String channel, String value) {
        return new CellKey(FAMILY, epochDay, dimension, channel + "|" + value);
    }

    /** The cell of people over all time. */
    static CellKey people(Dimension dimension, String channel, String campaign) {
        return new CellKey(FAMILY, CellKey.ALL_TIME, dimension, channel + "|" + campaign);
    }
}
