package io.tillstream.streams.customer;

import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellCodec;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.StoredCell;
import io.tillstream.streams.outputs.CloudEventHeaders;
import io.tillstream.streams.quantiles.Summary;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Sends what the pass brings about to its sinks, named after what they write. */
public final class PassOutlet {

    public static final String PROFILES = "write-profiles";
    public static final String TRANSITIONS = "write-transitions";
    public static final String CARTS = "write-carts";
    public static final String REJECTED = "write-rejected";
    public static final String CELL_DELTAS = "write-cell-deltas";
    public static final String QUANTILES = "write-quantiles";

    private static final OutputJson<CustomerProfile> PROFILE_JSON = OutputJson.of(CustomerProfile.class);
    private static final OutputJson<CartChange> CART_JSON = OutputJson.of(CartChange.class);
    private static final OutputJson<SegmentTransition> TRANSITION_JSON = OutputJson.of(SegmentTransition.class);

    private final CellCodec cellCodec = new CellCodec();
    private final CloudEventHeaders profileHeaders = new CloudEventHeaders(TopicCatalogue.PROFILES);
    private final CloudEventHeaders cartHeaders = new CloudEventHeaders(TopicCatalogue.CARTS);
    private final CloudEventHeaders transitionHeaders = new CloudEventHeaders(TopicCatalogue.TRANSITIONS);

    void sendProfile(ProcessorContext<byte[], byte[]> context, byte[] key, CustomerProfile profile) {
        long at = profile.freshThrough().toEpochMilli();
        Headers headers = profileHeaders.of(profile.customerId(), at);
        context.forward(new Record<>(key, PROFILE_JSON.write(profile), at, headers), PROFILES);
    }

    void send(ProcessorContext<byte[], byte[]> context, Effects effects) {
        for (Map.Entry<CellKey, Cell> cell : effects.cells().entrySet()) {
            byte[] delta = cellCodec.encode(new StoredCell(cell.getKey(), cell.getValue()));
            context.forward(
                    new Record<>(cell.getKey().toBytes(), delta, cell.getValue().freshThrough()), CELL_DELTAS);
        }
        for (CartChange cart : effects.carts()) {
            byte[] key = cart.customerId().getBytes(StandardCharsets.UTF_8);
            long at = cart.changedAt().toEpochMilli();
            Headers headers = cartHeaders.of(cart.cartKey() + "/" + cart.state(), at);
            context.forward(new Record<>(key, CART_JSON.write(cart), at, headers), CARTS);
        }
        for (SegmentTransition transition : effects.transitions()) {
            byte[] key = transition.customerId().getBytes(StandardCharsets.UTF_8);
            long at = transition.at().toEpochMilli();
            Headers headers = transitionHeaders.of(transition.customerId(), at);
            context.forward(new Record<>(key, TRANSITION_JSON.write(transition), at, headers), TRANSITIONS);
        }
    }

    void sendSummary(ProcessorContext<byte[], byte[]> context, int partition, Summary summary) {
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(key, summary.toBytes(), context.currentSystemTimeMs()), QUANTILES);
    }

    void reject(
            ProcessorContext<byte[], byte[]> context,
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            InvalidEventException why) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(RejectedHeaders.FIELD, why.field().getBytes(StandardCharsets.UTF_8));
        headers.add(RejectedHeaders.REASON, why.reason().getBytes(StandardCharsets.UTF_8));
        String place = origin.topic() + "-" + origin.partition() + "@" + origin.offset();
        headers.add(RejectedHeaders.ORIGIN, place.getBytes(StandardCharsets.UTF_8));
        context.forward(new Record<>(record.key(), record.value(), record.timestamp(), headers), REJECTED);
    }
}
