package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChannelLogTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    private final ChannelLog log = new ChannelLog("kpis", "run-1", 1_000);

    @Test
    void shouldHaveNothingToSayBeforeTheFirstState() {
        assertThat(log.after(ChannelLog.NOTHING_SEEN)).isNull();
    }

    @Test
    void shouldSendASnapshotFirstAndThenDeltas() {
        publish(1);
        Frame snapshot = log.after(ChannelLog.NOTHING_SEEN);
        assertThat(snapshot)
                .isEqualTo(new Frame(
                        1_001,
                        "{\"type\":\"snapshot\",\"channel\":\"kpis\",\"seq\":1001,\"at\":\"2024-05-01T12:00:00Z\","
                                + "\"stream\":\"run-1\",\"data\":{\"fixed\":\"x\",\"orders\":1}}"));
        publish(2);
        assertThat(log.after(1_001))
                .isEqualTo(
                        new Frame(
                                1_002,
                                "{\"type\":\"delta\",\"channel\":\"kpis\",\"seq\":1002,\"at\":\"2024-05-01T12:00:00Z\",\"data\":{\"orders\":2}}"));
        assertThat(log.after(1_002)).isNull();
    }

    @Test
    void shouldNotCountAStateThatIsTheSame() {
        assertThat(publish(1)).isTrue();
        assertThat(publish(1)).isFalse();
        assertThat(log.after(1_001)).isNull();
    }

    @Test
    void shouldGiveAReturningClientExactlyTheDeltasItMissed() {
        log.publish(big(1), NOON);
        long seen = 1_001;
        for (int orders = 2; orders <= 6; orders++) {
            log.publish(big(orders), NOON);
        }
        for (int orders = 2; orders <= 6; orders++) {
            Frame frame = log.after(seen);
            assertThat(frame).isNotNull();
            assertThat(frame.text()).contains("\"delta\"").contains("{\"orders\":" + orders + "}");
            assertThat(frame.seq()).isEqualTo(++seen);
        }
        assertThat(log.after(seen)).isNull();
    }

    @Test
    void shouldSendASnapshotWhenTheDeltasAreGone() {
        for (int orders = 1; orders <= ChannelLog.MAX_DELTAS + 2; orders++) {
            log.publish(big(orders), NOON);
        }
        assertThat(log.after(1_001)).extracting(Frame::text).asString().contains("\"snapshot\"");
        assertThat(log.after(1_002)).extracting(Frame::text).asString().contains("\"delta\"");
    }

    @Test
    void shouldSendASnapshotWhenTheMissedDeltasAreLonger() {
        publish(1);
        publish(2);
        publish(3);
        publish(4);
        assertThat(log.after(1_001)).extracting(Frame::seq).isEqualTo(1_004L);
        assertThat(log.after(1_003)).extracting(Frame::text).asString().contains("\"delta\"");
    }

    @Test
    void shouldSendASnapshotToAClientOfAnotherRun() {
        publish(1);
        publish(2);
        assertThat(log.after(7)).extracting(Frame::text).asString().contains("\"snapshot\"");
        assertThat(log.after(5_000)).extracting(Frame::text).asString().contains("\"snapshot\"");
        assertThat(log.isOf("run-0")).isFalse();
        assertThat(log.isOf("run-1")).isTrue();
        assertThat(log.isOf(null)).isTrue();
    }

    private boolean publish(int orders) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("fixed", "x");
        data.put("orders", orders);
        return log.publish(data, NOON);
    }

    private static ObjectNode big(int orders) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("fixed", "x".repeat(20_000));
        data.put("orders", orders);
        return data;
    }
}
