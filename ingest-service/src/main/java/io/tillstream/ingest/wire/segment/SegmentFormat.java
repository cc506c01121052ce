package io.tillstream.ingest.wire.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/batch} and one path for each kind of message. The key is the user name of Basic authorization, or {@code writeKey} in the body.
 * https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
public final class SegmentFormat implements WireFormat {

    private static final String BATCH = "batch";

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public List<String> paths() {
        return List.of("/v1/batch", "/v1/track", "/v1/identify", "/v1/page", "/v1/screen", "/v1/alias", "/v1/group");
    }

    @Override
    public Proof proof() {
        return Proof.ANYWHERE;
    }

    @Override
    public Map<String, Object> greeting() {
        return Map.of("success", true);
    }

    @Override
    public String keyPlace() {
        return "as the user name of Basic, as writeKey in the body, ";
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        String kind = request.last();
        if (kind.equals(BATCH)) {
            JsonBody body = JsonBody.batch(request.body(), BATCH, request.maxEvents());
            ObjectNode head = body.head();
            String sentAt = Json.text(head, "sentAt");
            return new WireBatch(
                    Json.text(head, "writeKey"),
                    body,
                    (message, index, receivedAt) -> SegmentMessages.map(message, null, sentAt, receivedAt));
        }
        JsonBody body = JsonBody.single(request.body());
        return new WireBatch(
                Json.text(body.whole(), "writeKey"),
                body,
                (message, index, receivedAt) -> SegmentMessages.map(message, kind, null, receivedAt));
    }
}
