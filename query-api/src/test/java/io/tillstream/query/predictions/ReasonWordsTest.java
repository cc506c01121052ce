package io.tillstream.query.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonWordsTest {

    @Test
    void shouldTellRecencyAgainstTheCustomersOwnRhythm() {
        assertThat(ReasonWords.of("recency_days", 84.4, 0.3, 21.2))
                .isEqualTo("No purchase for 84 days (usually every 21)");
        assertThat(ReasonWords.of("recency_days", 84.4, 0.3, null)).isEqualTo("No purchase for 84 days");
        assertThat(ReasonWords.of("recency_days", 1.2, -0.3, 0.2)).isEqualTo("Bought 1 day ago (usually every 1)");
        assertThat(ReasonWords.of("recency_days", 10_000, 0.3, null)).isEqualTo("No purchase yet");
    }

    @Test
    void shouldTellOtherFeatures() {
        assertThat(ReasonWords.of("idle_days", 30, 0.1, null)).isEqualTo("Not seen for 30 days");
        assertThat(ReasonWords.of("idle_days", 2, -0.1, null)).isEqualTo("Seen 2 days ago");
        assertThat(ReasonWords.of("orders", 1, 0.1, null)).isEqualTo("One order so far");
        assertThat(ReasonWords.of("orders", 12, -0.1, null)).isEqualTo("12 orders so far");
        assertThat(ReasonWords.of("recency_gaps", 4.04, 0.1, null))
                .isEqualTo("Last purchase 4.0 times the usual gap ago");
        assertThat(ReasonWords.of("discount_ratio", 0.404, 0.1, null)).isEqualTo("40 % of units bought at a discount");
        assertThat(ReasonWords.of("net", 1234.5, -0.1, null)).isEqualTo("Spend so far: 1,234.5");
        assertThat(ReasonWords.of("orders_28", 0.04, 0.1, null)).isEqualTo("Orders of the last weeks: 0.04");
    }

    @Test
    void shouldTellWhatItDoesNotKnowByItsName() {
        assertThat(ReasonWords.of("shoe_size", 42, 0.1, null)).isEqualTo("Shoe size: 42");
        assertThat(ReasonWords.title("shoe_size")).isEqualTo("Shoe size");
        assertThat(ReasonWords.title("")).isEmpty();
    }
}
