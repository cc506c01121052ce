package io.tillstream.query.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

    /** R. G. Newcombe: Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void shouldGiveThePublishedIntervals(long count, long of, double low, double high) {
        Share share = Share.of(count, of);
        assertThat(share.low()).isCloseTo(low, within(5e-5));
        assertThat(share.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void shouldEndAtOneWhenAllAreCounted() {
        assertThat(Share.of(20, 20))
                .isEqualTo(new Share(20, 20, 1.0, Share.of(20, 20).low(), 1.0));
        assertThat(Share.of(20, 20).low()).isCloseTo(1 - 0.1611, within(5e-5));
    }

    @Test
    void shouldSayNothingOfNobody() {
        assertThat(Share.of(0, 0)).isEqualTo(new Share(0, 0, null, null, null));
    }
}
