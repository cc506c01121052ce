package io.tillstream.contracts.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Decides at the door, once: of the requests a share, whatever the sender says of its own trace, so that nobody outside decides how much is traced; of what
 * follows from a request whatever was decided there.
 */
final class DoorSampler implements Sampler {

    private final Sampler share;

    DoorSampler(double ratio) {
        share = Sampler.traceIdRatioBased(ratio);
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        if (kind == SpanKind.SERVER) {
            return share.shouldSample(parent, traceId, name, kind, attributes, parentLinks);
        }
        return Span.fromContext(parent).getSpanContext().isSampled()
                ? SamplingResult.recordAndSample()
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "share of requests: " + share.getDescription();
    }
}
