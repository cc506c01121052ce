package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveSessionTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    /** A client whose network takes a message only when the test says so. */
    private static final class StuckClient implements Outlet {
        private final List<String> sent = new ArrayList<>();
        private @Nullable UniEmitter<? super Void> onItsWay;
        private int closeCode;

        @Override
        public Uni<Void> send(String text) {
            assertThat(onItsWay).as("one message at a time").isNull();
            sent.add(text);
            return Uni.createFrom().emitter(emitter -> onItsWay = emitter);
        }

        @Override
        public void close(int code, String reason) {
            closeCode = code;
        }

        void takeOne() {
            UniEmitter<? super Void> taken = onItsWay;
            assertThat(taken).as("a message on its way").isNotNull();
            onItsWay = null;
            taken.complete(null);
        }
    }

    private final ChannelLog kpis = new ChannelLog("kpis", "run", 0);
    private final ChannelLog sales = new ChannelLog("sales", "run", 0);
    private final StuckClient client = new StuckClient();
    private final LiveSession session = new LiveSession(
            client, new LinkedHashMap<>(Map.of("kpis", kpis, "sales", sales)), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void shouldGiveASlowClientTheNewestStateAndNothingInBetween() {
        publish(kpis, 1);
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\"]}");
        for (int orders = 2; orders <= 10_000; orders++) {
            publish(kpis, orders);
            session.advance();
        }
        assertThat(client.sent).hasSize(1);
        client.takeOne();
        assertThat(client.sent).hasSize(2);
        assertThat(client.sent.get(1)).contains("\"snapshot\"").contains("{\"orders\":10000}");
        client.takeOne();
        assertThat(client.sent).hasSize(2);
    }

    @Test
    void shouldServeChannelsInTurn() {
        publish(kpis, 1);
        publish(sales, 1);
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\",\"sales\"]}");
        publish(kpis, 2);
        client.takeOne();
        client.takeOne();
        assertThat(client.sent).hasSize(3);
        assertThat(client.sent.get(0)).contains("\"kpis\"");
        assertThat(client.sent.get(1)).contains("\"sales\"");
        assertThat(client.sent.get(2)).contains("\"kpis\"").contains("{\"orders\":2}");
    }

    @Test
    void shouldSendNothingMoreAfterUnsubscribing() {
        publish(kpis, 1);
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\"]}");
        client.takeOne();
        session.message("{\"type\":\"unsubscribe\",\"channels\":[\"kpis\"]}");
        publish(kpis, 2);
        session.advance();
        assertThat(client.sent).hasSize(1);
    }

    @Test
    void shouldKeepOneSignOfLifeForAClientThatDoesNotRead() {
        publish(kpis, 1);
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\"]}");
        for (int i = 0; i < 1_000; i++) {
            session.say(": " + i);
        }
        client.takeOne();
        assertThat(client.sent).hasSize(2);
        assertThat(client.sent.get(1)).isEqualTo(": 999");
        client.takeOne();
        assertThat(client.sent).hasSize(2);
    }

    @Test
    void shouldResumeOnlyNumbersOfThisRun() {
        publish(kpis, 1);
        publish(kpis, 2);
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":1},\"stream\":\"run\"}");
        assertThat(client.sent).singleElement().asString().contains("\"delta\"");
        client.takeOne();
        session.message("{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":1},\"stream\":\"other\"}");
        assertThat(client.sent).hasSize(2);
        assertThat(client.sent.get(1)).contains("\"snapshot\"");
    }

    @Test
    void shouldShowAClientThatTalksTooMuchTheDoor() {
        for (int i = 0; i < 20; i++) {
            session.message("{\"type\":\"ping\"}");
        }
        assertThat(client.closeCode).isZero();
        session.message("{\"type\":\"ping\"}");
        assertThat(client.closeCode).isEqualTo(1008);
    }

    private static void publish(ChannelLog log, int orders) {
        log.publish(JsonNodeFactory.instance.objectNode().put("orders", orders), NOON);
    }
}
