package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.events.HttpAnswer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The answer to a body: what the format's clients look for, and what became of the events. */
final class WireAnswers {

    private static final int NO_CONTENT = 204;
    // an answer is for people; the topic of rejected events has all
    private static final int SHOWN = 100;

    private WireAnswers() {}

    static HttpAnswer of(WireFormat format, WireResult result) {
        if (format.status() == NO_CONTENT) {
            return HttpAnswer.empty(NO_CONTENT);
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        format.greeting().forEach(answer::putPOJO);
        answer.put("accepted", result.accepted());
        ArrayNode list = answer.putArray("quarantined");
        result.quarantined().stream().limit(SHOWN).forEach(wrong -> {
            ObjectNode entry = list.addObject().put("index", wrong.index());
            if (wrong.eventId() != null) {
                entry.put("event_id", wrong.eventId());
            }
            entry.put("field", wrong.field()).put("reason", wrong.reason());
        });
        answer.put("quarantined_count", result.quarantined().size());
        answer.put("ignored", result.ignored());
        if (result.withheld().total() > 0) {
            answer.putObject("withheld")
                    .put("bots", result.withheld().bots())
                    .put("without_consent", result.withheld().withoutConsent());
        }
        return HttpAnswer.json(format.status(), Buffer.buffer(answer.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
