package io.tillstream.stack.audit;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Waits until the engine and the projection have done all that is in the log. */
final class QuietPoint {

    /** The engine's consumer group. */
    static final String GROUP = "tillstream-analytics";

    private static final Duration STEP = Duration.ofMillis(250);

    private final Admin admin;
    private final TopicReader reader;
    private final Http http;
    private final AuditSettings settings;
    private final Clock clock;
    private final Progress progress;

    QuietPoint(Admin admin, TopicReader reader, Http http, AuditSettings settings, Clock clock, Progress progress) {
        this.admin = admin;
        this.reader = reader;
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns when the engine has committed all events and all cell deltas. */
    void awaitEngine(Instant deadline) throws CannotAuditException, InterruptedException {
        for (String topic : List.of(TopicCatalogue.EVENTS.name(), TopicCatalogue.CELL_DELTAS.name())) {
            while (true) {
                long left = lag(topic);
                if (left == 0) {
                    break;
                }
                progress.say("Waiting for the analytics engine: " + left + " records of " + topic + " to go.");
                if (clock.instant().isAfter(deadline)) {
                    throw new CannotAuditException("The analytics engine has not caught up within "
                            + settings.timeout().toSeconds() + " s: " + left + " records of " + topic
                            + " are left. Does something else send events, or is the engine down?");
                }
                Thread.sleep(STEP);
            }
        }
    }

    /** Returns when the query service says that its tables hold everything. */
    void awaitProjection(Instant deadline) throws CannotAuditException, InterruptedException {
        if (settings.databaseUrl() == null) {
            return;
        }
        String url = settings.queryUrl() + "/api/v1/status";
        while (true) {
            String complaint;
            try {
                Http.Answer answer = http.get(url);
                if (answer.isSuccess()
                        && answer.body() != null
                        && answer.body().path("caught_up").asBoolean(false)) {
                    return;
                }
                complaint = answer.isSuccess() ? "has not caught up" : "answers " + answer.status();
            } catch (IOException e) {
                complaint = Http.isNobodyThere(e) ? "is not there" : "does not answer";
            }
            progress.say(
                    "Waiting for the projection: the query service at " + settings.queryUrl() + " " + complaint + ".");
            if (clock.instant().isAfter(deadline)) {
                throw new CannotAuditException("The query service at " + settings.queryUrl() + " " + complaint
                        + " within " + settings.timeout().toSeconds() + " s.");
            }
            Thread.sleep(STEP);
        }
    }

    /** Records of a topic that the engine has not committed, transaction markers aside. */
    private long lag(String topic) throws CannotAuditException, InterruptedException {
        Map<TopicPartition, Long> ends = reader.ends(topic);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata at = of(committed, end.getKey());
            long from = at == null ? 0 : at.offset();
            if (from < end.getValue() && reader.hasRecords(end.getKey(), from, end.getValue())) {
                lag += end.getValue() - from;
            }
        }
        return lag;
    }

    private static @Nullable OffsetAndMetadata of(
            Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        return committed.get(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws CannotAuditException, InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotAuditException("Kafka does not say how far the engine is: " + e.getMessage(), e);
        }
    }
}
