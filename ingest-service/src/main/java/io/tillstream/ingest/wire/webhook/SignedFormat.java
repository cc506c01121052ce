package io.tillstream.ingest.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.JsonBody;
import io.tillstream.ingest.wire.Mapped;
import io.tillstream.ingest.wire.UnmappableException;
import io.tillstream.ingest.wire.WireBatch;
import io.tillstream.ingest.wire.WireFormat;
import io.tillstream.ingest.wire.WireRequest;
import io.tillstream.ingest.wire.vocabulary.Term;
import io.tillstream.ingest.wire.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/webhooks/{system}/{source}}: one document, its topic in a header, signed with the source's secret over the bytes as they were sent. */
abstract class SignedFormat implements WireFormat {

    private final SigningSecrets secrets;
    private final Vocabulary vocabulary;
    private final String signatureHeader;
    private final String topicHeader;

    SignedFormat(SigningSecrets secrets, Vocabulary vocabulary, String signatureHeader, String topicHeader) {
        this.secrets = secrets;
        this.vocabulary = vocabulary;
        this.signatureHeader = signatureHeader;
        this.topicHeader = topicHeader;
    }

    /** Maps one document of a topic that is an action. */
    abstract Mapped map(Term term, JsonNode document, Instant receivedAt) throws UnmappableException;

    @Override
    public List<String> paths() {
        return List.of("/v1/webhooks/" + name() + "/:source");
    }

    @Override
    public Proof proof() {
        return Proof.SIGNATURE;
    }

    @Override
    public String signer(WireRequest request) throws BodyException {
        String source = source(request);
        if (!secrets.isSigned(source, request.sent(), request.header(signatureHeader))) {
            throw refusal();
        }
        return source;
    }

    static String source(WireRequest request) {
        return request.last();
    }

    boolean knows(String source) {
        return secrets.knows(source);
    }

    BodyException refusal() {
        return BodyException.unknownKey("Sign the body with the secret of this source, in " + signatureHeader);
    }

    @Override
    public WireBatch open(WireRequest request) throws BodyException {
        String topic = request.header(topicHeader);
        JsonBody body = JsonBody.single(request.body());
        return new WireBatch(null, body, (document, index, receivedAt) -> map(topic, document, receivedAt));
    }

    private Mapped map(@Nullable String topic, JsonNode document, Instant receivedAt) throws UnmappableException {
        Term term = topic == null ? null : vocabulary.find(topic);
        if (term == null || !term.names().contains(topic)) {
            throw new UnmappableException(
                    topicHeader, "names no topic that is known; see docs/wire-formats.md", (CanonicalEvent) null);
        }
        return term.action() == null
                ? Mapped.ignored(String.valueOf(term.ignoredBecause()))
                : map(term, document, receivedAt);
    }
}
