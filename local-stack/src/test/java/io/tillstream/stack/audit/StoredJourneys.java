package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import java.sql.SQLException;

/** Fills the tables of journeys as a right projection would. */
final class StoredJourneys {

    private final Warehouse warehouse;

    StoredJourneys(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void store(RecountResult right) throws SQLException {
        for (JourneyCell cell : right.journeySteps()) {
            journeys(cell);
        }
        for (JourneyPath path : right.journeyPaths()) {
            path(path);
        }
        for (ChannelCredit credit : right.channelCredits()) {
            credit(credit);
        }
        for (ChannelStep step : right.channelSteps()) {
            channelStep(step);
        }
    }

    private void journeys(JourneyCell c) throws SQLException {
        warehouse.insert(
                "journey_cells",
                "day",
                c.day(),
                "channel",
                c.channel(),
                "device",
                c.device(),
                "sessions",
                c.sessions(),
                "conversions",
                c.conversions(),
                "steps",
                Warehouse.json(JourneyCell.Step[].class, c.steps().toArray(JourneyCell.Step[]::new)),
                "from_session_start",
                Warehouse.json(
                        JourneyCell.Duration[].class, c.fromSessionStart().toArray(JourneyCell.Duration[]::new)),
                "from_first_touch",
                Warehouse.json(JourneyCell.Duration[].class, c.fromFirstTouch().toArray(JourneyCell.Duration[]::new)),
                "fresh_through",
                c.freshThrough());
    }

    private void path(JourneyPath p) throws SQLException {
        warehouse.insert(
                "journey_paths",
                "day",
                p.day(),
                "channel",
                p.channel(),
                "device",
                p.device(),
                "outcome",
                p.outcome(),
                "path",
                p.pathText(),
                "sessions",
                p.sessions(),
                "fresh_through",
                p.freshThrough());
    }

    private void credit(ChannelCredit c) throws SQLException {
        warehouse.insert(
                "channel_credits",
                "day",
                c.day(),
                "channel",
                c.channel(),
                "first_touch",
                c.firstTouch(),
                "first_touch_micros",
                c.firstTouchMicros(),
                "last_touch",
                c.lastTouch(),
                "last_touch_micros",
                c.lastTouchMicros(),
                "linear_millionths",
                c.linearMillionths(),
                "linear_micros",
                c.linearMicros(),
                "fresh_through",
                c.freshThrough());
    }

    private void channelStep(ChannelStep s) throws SQLException {
        warehouse.insert(
                "channel_steps",
                "day",
                s.day(),
                "from_channel",
                s.from(),
                "to_channel",
                s.to(),
                "count",
                s.count(),
                "fresh_through",
                s.freshThrough());
    }
}
