package io.tillstream.query.projection;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is on the journeys topic, told apart by how its key begins; each kind has a table of its own. */
final class JourneysProjector implements TopicProjector {

    private static final String TOPIC = TopicCatalogue.JOURNEYS.name();
    private static final String PLACE = "replace(replace(channel, '\\', '\\\\'), '|', '\\|') || '|' || device";

    private final Map<String, TopicProjector> kinds = new LinkedHashMap<>();
    private final RefusedRecords refused;

    JourneysProjector(RefusedRecords refused) {
        this.refused = refused;
        kinds.put(JourneyCell.KEY_PREFIX, steps(refused));
        kinds.put(JourneyPath.KEY_PREFIX, paths(refused));
        kinds.put(ChannelCredit.KEY_PREFIX, credits(refused));
        kinds.put(ChannelStep.KEY_PREFIX, channelSteps(refused));
    }

    private static TopicProjector steps(RefusedRecords refused) {
        return new StateProjector<>(
                TOPIC,
                JourneyCell.class,
                StagedTable.replacing(
                        "journey_cells",
                        "day, channel, device, sessions, conversions, steps, from_session_start, from_first_touch,"
                                + " fresh_through",
                        "day, channel, device"),
                JourneyCell::key,
                (row, cell) -> row.day(cell.day())
                        .text(cell.channel())
                        .text(cell.device())
                        .int8(cell.sessions())
                        .int8(cell.conversions())
                        .json(steps(cell.steps()))
                        .json(durations(cell.fromSessionStart()))
                        .json(durations(cell.fromFirstTouch()))
                        .time(cell.freshThrough()),
                removal("journey_cells", "'steps|' || cell.day || '|' || " + PLACE),
                "TRUNCATE journey_cells",
                refused);
    }

    private static String steps(List<JourneyCell.Step> steps) {
        return SafeJson.array(steps.stream()
                .map(step -> Map.of("from", step.from(), "to", step.to(), "count", step.count()))
                .toList());
    }

    private static String durations(List<JourneyCell.Duration> durations) {
        return SafeJson.array(durations.stream()
                .map(each -> Map.of("seconds", each.seconds(), "count", each.count()))
                .toList());
    }

    private static TopicProjector paths(RefusedRecords refused) {
        return new StateProjector<>(
                TOPIC,
                JourneyPath.class,
                StagedTable.replacing(
                        "journey_paths",
                        "day, channel, device, outcome, path, sessions, fresh_through",
                        "day, outcome, path, channel, device"),
                JourneyPath::key,
                (row, path) -> row.day(path.day())
                        .text(path.channel())
                        .text(path.device())
                        .text(path.outcome())
                        .text(path.pathText())
                        .int8(path.sessions())
                        .time(path.freshThrough()),
                removal("journey_paths", "'path|' || cell.day || '|' || outcome || '|' || path || '|' || " + PLACE)
                        + " AND outcome = split_part(key, '|', 3) AND path = split_part(key, '|', 4)",
                "TRUNCATE journey_paths",
                refused);
    }

    private static TopicProjector credits(RefusedRecords refused) {
        return new StateProjector<>(
                TOPIC,
                ChannelCredit.class,
                StagedTable.replacing(
                        "channel_credits",
                        "day, channel, first_touch, first_touch_micros, last_touch, last_touch_micros, linear_millionths,"
                                + " linear_micros, fresh_through",
                        "day, channel"),
                ChannelCredit::key,
                (row, credit) -> row.day(credit.day())
                        .text(credit.channel())
                        .int8(credit.firstTouch())
                        .int8(credit.firstTouchMicros())
                        .int8(credit.lastTouch())
                        .int8(credit.lastTouchMicros())
                        .int8(credit.linearMillionths())
                        .int8(credit.linearMicros())
                        .time(credit.freshThrough()),
                removal("channel_credits", "'credit|' || cell.day || '|' || channel"),
                "TRUNCATE channel_credits",
                refused);
    }

    private static TopicProjector channelSteps(RefusedRecords refused) {
        return new StateProjector<>(
                TOPIC,
                ChannelStep.class,
                StagedTable.replacing(
                        "channel_steps",
                        "day, from_channel, to_channel, count, fresh_through",
                        "day, from_channel, to_channel"),
                ChannelStep::key,
                (row, step) -> row.day(step.day())
                        .text(step.from())
                        .text(step.to())
                        .int8(step.count())
                        .time(step.freshThrough()),
                removal(
                        "channel_steps",
                        "'chain|' || cell.day || '|' || replace(replace(from_channel, '\\', '\\\\'), '|', '\\|')"
                                + " || '|' || to_channel"),
                "TRUNCATE channel_steps",
                refused);
    }

    /**
     * Removes rows by the keys of their records, whose second part is the day; an index on the day finds them, because sessions that go on take many cells away. A
     * part that is no day of the calendar finds nothing, since the whole key must be equal.
     *
     * @param key the record's key, made of the columns of {@code cell}
     */
    private static String removal(String table, String key) {
        return "DELETE FROM " + table + " AS cell USING (SELECT key, CASE WHEN split_part(key, '|', 2)"
                + " ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-[0-9]{2}$' THEN to_date(split_part(key, '|', 2), 'YYYY-MM')"
                + " + right(split_part(key, '|', 2), 2)::int - 1 END AS day FROM unnest(?::text[]) AS key) AS gone"
                + " WHERE cell.day = gone.day AND " + key + " = gone.key";
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        for (TopicProjector kind : kinds.values()) {
            kind.prepare(connection);
        }
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> byKind = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String prefix = prefix(record);
            if (kinds.containsKey(prefix)) {
                byKind.computeIfAbsent(prefix, unused -> new ArrayList<>()).add(record);
            } else {
                refused.refuse(record, "not a key of this topic");
            }
        }
        for (Map.Entry<String, TopicProjector> kind : kinds.entrySet()) {
            List<ConsumerRecord<byte[], byte[]>> own = byKind.get(kind.getKey());
            if (own != null) {
                kind.getValue().apply(connection, own);
            }
        }
    }

    private static String prefix(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return key.substring(0, key.indexOf('|') + 1);
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        for (TopicProjector kind : kinds.values()) {
            kind.forget(connection);
        }
    }
}
