package io.tillstream.stack.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits until the engine and the projection have done all that is in the log. */
final class QuietPoint {

    private static final Duration STEP = Duration.ofMillis(250);

    private final EngineBacklog backlog;
    private final Http http;
    private final AuditSettings settings;
    private final Clock clock;
    private final Progress progress;

    QuietPoint(EngineBacklog backlog, Http http, AuditSettings settings, Clock clock, Progress progress) {
        this.backlog = backlog;
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns when the engine has committed all events and all cell deltas. */
    void awaitEngine(Instant deadline) throws CannotAuditException, InterruptedException {
        for (String topic : EngineBacklog.TOPICS) {
            while (true) {
                long left = backlog.of(topic);
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
                Http.Answer answer = http.get(url, settings.queryKey());
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
}
