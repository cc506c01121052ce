package io.tillstream.contracts.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TracingTest {

    /** The example of the W3C recommendation. */
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final String PARENT = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String NOT_SAMPLED = "00-" + TRACE + "-" + PARENT + "-00";

    private final Kept exported = new Kept();

    private static final class Kept implements SpanExporter {
        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void shouldFollowARequestThroughItsRecords() {
        Tracing tracing = Tracing.exporting("door", 1, exported);
        Span request = tracing.serve("take", Map.of("traceparent", SAMPLED)::get);
        Headers headers = new RecordHeaders();
        Tracing.mark(headers, request);
        Span counted = tracing.consume("count", recordWith(headers));
        assertThat(counted).isNotNull();
        counted.end();
        request.end();
        tracing.close();

        assertThat(headers.toArray()).extracting(Header::key).containsExactly("traceparent");
        assertThat(exported.spans)
                .extracting(SpanData::getName, SpanData::getTraceId, SpanData::getParentSpanId)
                .containsExactly(
                        tuple("count events", TRACE, request.getSpanContext().getSpanId()),
                        tuple("take", TRACE, PARENT));
    }

    @Test
    void shouldDecideTheShareWhateverTheSenderSays() {
        Tracing tracing = Tracing.exporting("door", 0, exported);
        Span request = tracing.serve("take", Map.of("traceparent", SAMPLED)::get);
        Headers headers = new RecordHeaders();
        Tracing.mark(headers, request);
        request.end();
        tracing.close();

        assertThat(headers).isEmpty();
        assertThat(exported.spans).isEmpty();
    }

    @Test
    void shouldTraceAShareOfTheRequests() {
        Tracing tracing = Tracing.exporting("door", 0.25, exported);
        long kept = IntStream.range(0, 4_000)
                .mapToObj(i -> tracing.serve("take", name -> null))
                .filter(span -> span.getSpanContext().isSampled())
                .count();
        tracing.close();

        // 1,000 are expected, with a deviation of 27; ten of them are a chance of 1e-23
        assertThat(kept).isBetween(730L, 1_270L);
    }

    @Test
    void shouldFollowNoRecordOutsideATrace() {
        Tracing tracing = Tracing.exporting("engine", 1, exported);

        assertThat(tracing.consume("count", recordWith(new RecordHeaders()))).isNull();
        assertThat(tracing.consume("count", recordWith(parent(NOT_SAMPLED)))).isNull();
        assertThat(tracing.consume("count", recordWith(parent("rubbish")))).isNull();
        assertThat(tracing.consume("count", recordWith(parent("")))).isNull();
        assertThat(tracing.consume("count", recordWith(parent(SAMPLED)))).isNotNull();
    }

    @Test
    void shouldDoNothingWhenOff() {
        Tracing tracing = Tracing.of("door", new TracingSettings(Optional.empty(), 1));
        Headers headers = new RecordHeaders();
        Tracing.mark(headers, tracing.serve("take", Map.of("traceparent", SAMPLED)::get));

        assertThat(tracing.isOn()).isFalse();
        assertThat(headers).isEmpty();
        assertThat(tracing.consume("count", recordWith(parent(SAMPLED)))).isNull();
    }

    @Test
    void shouldNameTheSettingThatIsWrong() {
        assertThatThrownBy(() -> new TracingSettings(Optional.empty(), 1.5))
                .hasMessage("tillstream.traces.ratio must be 0 to 1, not 1.5");
        assertThatThrownBy(() -> new TracingSettings(Optional.empty(), Double.NaN))
                .hasMessageContaining("tillstream.traces.ratio");
        assertThatThrownBy(() -> new TracingSettings(Optional.of(URI.create("collector:4318")), 1))
                .hasMessageContaining("tillstream.traces.endpoint must be an address such as");
    }

    private static Headers parent(String value) {
        return new RecordHeaders().add("traceparent", value.getBytes(StandardCharsets.US_ASCII));
    }

    private static ConsumerRecord<byte[], byte[]> recordWith(Headers headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("events", 3, 17L, new byte[0], new byte[0]);
        headers.forEach(record.headers()::add);
        return record;
    }
}
