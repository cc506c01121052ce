package io.tillstream.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormulasTest {

    private final Formulas formulas = new Formulas();

    private void put(String name, String expression) {
        formulas.put(name, ExpressionParser.parse(expression));
    }

    @Test
    void shouldComputeByWayOfOtherMetrics() {
        put("aov", "revenue / orders");
        put("aov_doubled", "aov * 2 + sessions");
        Map<Measure, BigDecimal> figures = Map.of(
                Measure.REVENUE,
                new BigDecimal("30.5"),
                Measure.ORDERS,
                new BigDecimal(2),
                Measure.SESSIONS,
                new BigDecimal(7));

        assertThat(formulas.value("aov_doubled", measure -> figures.getOrDefault(measure, BigDecimal.ZERO)))
                .isEqualByComparingTo("37.5");
        assertThat(formulas.measures("aov_doubled"))
                .containsExactlyInAnyOrder(Measure.REVENUE, Measure.ORDERS, Measure.SESSIONS);
        assertThat(formulas.referringTo("aov")).containsExactly("aov_doubled");
    }

    @Test
    void shouldSuggestWhatWasMeant() {
        put("aov", "revenue / orders");
        put("wrong", "1 + revenu");
        assertThatThrownBy(() -> formulas.measures("wrong"))
                .hasMessage("at position 5: there is no measure or metric 'revenu'; did you mean 'revenue'?");
        put("wrong", "Orders");
        assertThatThrownBy(() -> formulas.measures("wrong")).hasMessageContaining("did you mean 'orders'?");
        put("wrong", "aovv");
        assertThatThrownBy(() -> formulas.measures("wrong")).hasMessageContaining("did you mean 'aov'?");
        put("wrong", "temperature_of_the_sea");
        assertThatThrownBy(() -> formulas.measures("wrong")).hasMessageContaining("/api/v1/metrics/measures");
    }

    @Test
    void shouldRefuseCircles() {
        put("a", "1 + b");
        put("b", "c * 2");
        put("c", "a");
        assertThatThrownBy(() -> formulas.measures("a")).hasMessage("at position 5: a circle: a → b → c → a");
        put("self", "self + 1");
        assertThatThrownBy(() -> formulas.measures("self")).hasMessageContaining("self → self");
    }

    @Test
    void shouldComputeEachMetricOnceHoweverOftenItIsNamed() {
        put("m0", "orders");
        for (int i = 1; i < 19; i++) {
            put("m" + i, "m" + (i - 1) + " + m" + (i - 1) + " + m" + (i - 1));
        }
        assertThat(formulas.measures("m18")).containsExactly(Measure.ORDERS);
        // 3 to the power of 18
        assertThat(formulas.value("m18", measure -> BigDecimal.ONE)).isEqualByComparingTo("387420489");
    }

    @Test
    void shouldMeasureDistances() {
        assertThat(Formulas.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Formulas.distance("", "abc")).isEqualTo(3);
    }
}
