package io.tillstream.ingest.wire.jitsu;

import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.Json;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.segment.SegmentMessages;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/s/{kind}} and {@code /api/s/s2s/{kind}}, one message of Segment's specification each. The key is in {@code X-Write-Key}; of a key
 * {@code id:secret} the secret alone may be the one that is known here. https://docs.jitsu.com/sending-data/http
 */
public final class JitsuFormat implements WireFormat {

    @Override
    public String name() {
        return "jitsu";
    }

    @Override
    public List<String> paths() {
        return List.of("/api/s/:kind", "/api/s/s2s/:kind");
    }

    @Override
    public Proof proof() {
        return Proof.HEADER;
    }

    @Override
    public Map<String, Object> greeting() {
        return Map.of("ok", true);
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        JsonBody body = JsonBody.single(request.body());
        String kind = request.last();
        String type = Json.text(body.whole(), "type");
        return new WireBatch(
                null,
                body,
                (message, index, receivedAt) ->
                        SegmentMessages.map(message, type == null ? kind : type, null, receivedAt));
    }
}
