package io.tillstream.contracts.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The traces of one process. A request is followed over the records that it causes: each carries the W3C header {@value #HEADER} when its trace is kept, and
 * none otherwise, so that whoever reads it looks at one header and no more.
 *
 * <p>Spans are sent in batches from a thread of their own. While the collector is away they wait in a bounded queue, and the newest are dropped when it is
 * full; nothing else waits for it. Safe for several threads.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class Tracing implements AutoCloseable {

    /** Header of a request and of a record. */
    public static final String HEADER = "traceparent";

    private static final TextMapPropagator FORMAT = W3CTraceContextPropagator.getInstance();
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final int CLOSE_SECONDS = 3;

    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private Tracing(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = (sdk == null ? OpenTelemetry.noop() : sdk).getTracer("tillstream");
    }

    /** No traces: every question for a span is answered with none, or with one that does nothing. */
    public static Tracing off() {
        return new Tracing(null);
    }

    /**
     * As the settings say.
     *
     * @param service name of the process in traces
     */
    public static Tracing of(String service, TracingSettings settings) {
        return settings.endpoint()
                .map(endpoint -> exporting(service, settings.ratio(), exporter(endpoint)))
                .orElseGet(Tracing::off);
    }

    static Tracing exporting(String service, double ratio, SpanExporter exporter) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setSampler(new DoorSampler(ratio))
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        service,
                        AttributeKey.stringKey("service.namespace"),
                        "tillstream")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(1, TimeUnit.SECONDS)
                        .build())
                .build();
        return new Tracing(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    }

    private static SpanExporter exporter(URI endpoint) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setCompression("gzip")
                .build();
    }

    /** Whether spans go anywhere. */
    public boolean isOn() {
        return sdk != null;
    }

    /**
     * Begins the span of a request that came in. To be ended by the caller.
     *
     * @param name what is asked for, without anything that was sent
     * @param header value of a header of the request, or null
     */
    public Span serve(String name, UnaryOperator<@Nullable String> header) {
        if (sdk == null) {
            return Span.getInvalid();
        }
        Context parent = FORMAT.extract(Context.root(), header, RequestHeaders.INSTANCE);
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    /**
     * Begins the span of what is done with a record. To be ended by the caller.
     *
     * @param operation what is done with it, one verb
     * @return null when the record belongs to no trace that is kept
     */
    public @Nullable Span consume(String operation, ConsumerRecord<byte[], byte[]> record) {
        return consume(operation, record.topic(), record.partition(), record.offset(), record.headers());
    }

    /** The same for a record whose parts are in several places. */
    public @Nullable Span consume(String operation, String topic, int partition, long offset, Headers headers) {
        Header parent = sdk == null ? null : headers.lastHeader(HEADER);
        if (parent == null) {
            return null;
        }
        Context context = FORMAT.extract(Context.root(), headers, RecordHeaders.INSTANCE);
        SpanBuilder span = tracer.spanBuilder(operation + " " + topic)
                .setParent(context)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, topic)
                .setAttribute(PARTITION, Integer.toString(partition))
                .setAttribute(OFFSET, offset);
        Span started = span.startSpan();
        return started.getSpanContext().isSampled() ? started : null;
    }

    /** Lets a record say which span it comes from, if that is kept. */
    public static void mark(Headers headers, Span span) {
        if (span.getSpanContext().isSampled()) {
            FORMAT.inject(
                    Context.root().with(span),
                    headers,
                    (carrier, name, value) -> headers.add(name, value.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.getSdkTracerProvider().shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private enum RequestHeaders implements TextMapGetter<UnaryOperator<@Nullable String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(UnaryOperator<@Nullable String> carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable UnaryOperator<@Nullable String> carrier, String key) {
            return carrier == null ? null : carrier.apply(key);
        }
    }

    private enum RecordHeaders implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Headers carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            Header header = carrier == null ? null : carrier.lastHeader(key);
            return header == null || header.value() == null
                    ? null
                    : new String(header.value(), StandardCharsets.US_ASCII);
        }
    }
}
