package io.tillstream.dashboard.alerts;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.OutputJson;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private final AlertBook book = new AlertBook();

    @Test
    void shouldShowAnAlertUntilItIsCleared() {
        read("drift", "raised");
        read("stock", "raised");
        assertThat(ids()).containsExactly("drift", "stock");
        read("drift", "raised");
        assertThat(ids()).describedAs("once").containsExactly("stock", "drift");
        read("stock", "cleared");
        read("never raised", "cleared");
        assertThat(ids()).containsExactly("drift");
        assertThat(new AlertsChannel(book).data(NOON).at("/rows/drift/sentence").asText())
                .isEqualTo("Look here.");
    }

    @Test
    void shouldKeepTheNewestOnly() {
        for (int i = 0; i < AlertBook.KEPT + 5; i++) {
            read("a" + i, "raised");
        }
        assertThat(ids()).hasSize(AlertBook.KEPT).startsWith("a5");
    }

    private List<String> ids() {
        return book.raised().stream().map(Alert::id).toList();
    }

    private void read(String id, String state) {
        Alert alert = new Alert(id, "rule", "subject", state, null, null, "Look here.", NOON);
        book.read(new ConsumerRecord<>(
                "alerts", 0, 0, new byte[0], OutputJson.of(Alert.class).write(alert)));
    }
}
