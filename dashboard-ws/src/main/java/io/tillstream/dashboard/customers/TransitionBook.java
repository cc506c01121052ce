package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.dashboard.channel.RecordReader;
import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest moves from one segment to another; a customer's first segment is not a move. */
public final class TransitionBook implements RecordReader {

    private static final int SHOWN = 20;

    private record Move(long number, SegmentTransition transition) {}

    private final OutputJson<SegmentTransition> json = OutputJson.of(SegmentTransition.class);
    private final ArrayDeque<Move> latest = new ArrayDeque<>();
    private long numbers;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        SegmentTransition transition = json.read(record.value());
        if (transition.fromSegment() == null) {
            return;
        }
        latest.addLast(new Move(++numbers, transition));
        if (latest.size() > SHOWN) {
            latest.removeFirst();
        }
    }

    /** Writes the moves by a number that grows with each. */
    void writeTo(ObjectNode moves) {
        for (Move move : latest) {
            SegmentTransition transition = move.transition();
            ObjectNode row = moves.putObject(Long.toString(move.number()));
            row.put("customer_id", transition.customerId());
            row.put("from", transition.fromSegment());
            row.put("to", transition.toSegment());
            row.put("cause", transition.cause());
            row.put("at", transition.at().toString());
        }
    }

    /** Differs after every move. */
    public long version() {
        return numbers;
    }
}
