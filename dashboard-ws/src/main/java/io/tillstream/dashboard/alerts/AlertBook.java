package io.tillstream.dashboard.alerts;

import io.tillstream.contracts.output.Alert;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.channel.WholeJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Alerts that were raised and not cleared, the newest {@link #KEPT}. */
public final class AlertBook implements RecordReader {

    static final int KEPT = 50;
    private static final String RAISED = "raised";

    private final WholeJson<Alert> json = WholeJson.of(Alert.class);
    private final Map<String, Alert> raised = new LinkedHashMap<>();
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Alert alert = json.read(record.value());
        raised.remove(alert.id());
        if (alert.state().equals(RAISED)) {
            raised.put(alert.id(), alert);
            if (raised.size() > KEPT) {
                raised.remove(raised.keySet().iterator().next());
            }
        }
        version++;
    }

    /** Oldest first. */
    Collection<Alert> raised() {
        return raised.values();
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
