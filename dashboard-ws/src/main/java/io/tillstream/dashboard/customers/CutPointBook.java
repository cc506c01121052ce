package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.status.Freshness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The RFM cut points in force. */
public final class CutPointBook implements RecordReader {

    private static final byte[] KEY = RfmCutPoints.MODEL_NAME.getBytes(StandardCharsets.UTF_8);

    private final OutputJson<RfmCutPoints> json = OutputJson.of(RfmCutPoints.class);
    private final Freshness freshness;
    private @Nullable RfmCutPoints current;
    private long version;

    /** @param freshness learns the newest event from the cut points */
    public CutPointBook(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || !Arrays.equals(KEY, record.key())) {
            return;
        }
        RfmCutPoints read = json.read(record.value());
        current = read;
        freshness.event(read.newestEventAt());
        version++;
    }

    /** Writes the cut points in the units of the scores: days, orders, money. Nothing before the first. */
    void writeTo(ObjectNode data) {
        RfmCutPoints points = current;
        if (points == null) {
            return;
        }
        data.put("as_of", points.asOf().toString());
        data.put("exact", points.exact());
        ObjectNode cuts = data.putObject("cut_points");
        ArrayNode recency = cuts.putArray("recency_days");
        for (Instant lastPurchase : points.lastPurchaseAt()) {
            recency.add(Duration.between(lastPurchase, points.asOf()).toDays());
        }
        ArrayNode orders = cuts.putArray("orders");
        points.orders().forEach(orders::add);
        ArrayNode net = cuts.putArray("net");
        points.netMicros().forEach(micros -> net.add(Figures.money(micros)));
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
