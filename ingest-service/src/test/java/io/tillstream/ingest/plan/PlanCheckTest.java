package io.tillstream.ingest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCheckTest {

    private static final Instant NOW = Instant.parse("2024-03-01T00:00:00Z");
    private static final String PLAN = """
            {"keys":{"web":{"actions":{
               "page_view":{},
               "add_to_cart":{"required":["session_id","items[].category","properties.list"],"properties":["list","position"]}}},
             "till":{"enforce":true,"actions":{"page_view":{"required":["context.channel"]}}},
             "*":{"actions":{"page_view":{}}}}}""";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PlanCheck check = new PlanCheck(() -> TrackingPlan.of(PLAN), registry);

    private static CommerceEvent event(String action, String more) throws InvalidEventException {
        String json = "{\"event_id\":\"e\",\"customer_id\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"action\":\""
                + action + "\"" + more + "}";
        return new EventReader("USD").read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static CommerceEvent cart(String more, String category) throws InvalidEventException {
        return event(
                "add_to_cart",
                more
                        + ",\"items\":[{\"product_id\":\"p\",\"price\":1,\"category\":\"Books\"},{\"product_id\":\"q\",\"price\":1"
                        + category + "}]");
    }

    @Test
    void shouldCountWhatIsOtherwiseAndBlockNothing() throws InvalidEventException {
        check.check("web", event("page_view", ""));
        check.check("web", cart(",\"session_id\":\"s\",\"properties\":{\"list\":\"l\"}", ",\"category\":\"Books\""));
        assertThat(check.report("web")).containsEntry("violations", List.of());

        check.check("web", event("search", ",\"query\":\"x\""));
        check.check("web", event("search", ",\"query\":\"x\""));
        check.check("web", cart(",\"properties\":{\"secret name\":1,\"list\":\"l\"}", ""));
        check.check("another", event("search", ",\"query\":\"x\""));
        assertThat(check.report("web")).containsEntry("enforce", false);
        assertThat(check.report("web").get("violations"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(
                        Map.of("kind", "unexpected_action", "action", "search", "events", 2L),
                        Map.of("kind", "missing_field", "action", "add_to_cart", "field", "session_id", "events", 1L),
                        Map.of(
                                "kind",
                                "missing_field",
                                "action",
                                "add_to_cart",
                                "field",
                                "items[].category",
                                "events",
                                1L),
                        Map.of("kind", "unexpected_property", "action", "add_to_cart", "events", 1L));
        assertThat(registry.get("tillstream.ingest.plan.violations")
                        .tag("key", "web")
                        .tag("kind", "missing_field")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(check.report("another").toString()).contains("unexpected_action");
    }

    @Test
    void shouldRefuseOnlyWhereThePlanSaysSo() throws InvalidEventException {
        check.check("till", event("page_view", ",\"context\":{\"channel\":\"shop\"}"));
        CommerceEvent without = event("page_view", "");
        assertThatThrownBy(() -> check.check("till", without))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("context.channel: must be given by the tracking plan of this write key");
        CommerceEvent search = event("search", ",\"query\":\"x\"");
        assertThatThrownBy(() -> check.check("till", search))
                .hasMessageContaining("action: is not in the tracking plan");
    }

    @Test
    void shouldSayWhatIsWrongWithAPlan() {
        for (String wrong : List.of(
                "",
                "[]",
                "{\"keys\":{\"a\":{\"actions\":{\"fly\":{}}}}}",
                "{\"keys\":{\"a\":{\"actions\":{\"search\":{\"required\":[\"a..b\"]}}}}}",
                "{\"keys\":{\"a\":{\"forbid\":true}}}")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> TrackingPlan.of(wrong));
        }
    }

    @Test
    void shouldReadAChangedFileAgainAndKeepThePlanWhenItIsBroken(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.json");
        Instant[] now = {NOW};
        PlanFile plan = new PlanFile(file, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        assertThat(plan.get().keys()).isEmpty();
        Files.writeString(file, PLAN);
        now[0] = NOW.plusSeconds(3);
        assertThat(plan.get().keys()).containsOnlyKeys("web", "till", "*");
        Files.writeString(file, "{");
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        now[0] = NOW.plusSeconds(6);
        assertThat(plan.get().keys()).containsOnlyKeys("web", "till", "*");
    }
}
