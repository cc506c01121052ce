package io.tillstream.query.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.behaviour.Spread.Bin;
import io.tillstream.query.behaviour.Spread.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void shouldTakeTheNearestRank() {
        // 1 1 1 2 3 3 5 8 9 20
        Spread spread = Spread.of(
                List.of(
                        new Seen(1, 3),
                        new Seen(2, 1),
                        new Seen(3, 2),
                        new Seen(5, 1),
                        new Seen(8, 1),
                        new Seen(9, 1),
                        new Seen(20, 1)),
                5.3,
                0,
                2,
                9);

        assertThat(spread.count()).isEqualTo(10);
        assertThat(spread.p10()).isEqualTo(1);
        assertThat(spread.p25()).isEqualTo(1);
        assertThat(spread.median()).isEqualTo(3);
        assertThat(spread.p75()).isEqualTo(8);
        assertThat(spread.p90()).isEqualTo(9);
        assertThat(spread.bins()).containsExactly(new Bin(0, 2.0, 3), new Bin(2, 9.0, 5), new Bin(9, null, 2));
    }

    @Test
    void shouldSayNothingOfNoValues() {
        Spread nothing = Spread.of(List.of(), null, 0, 10);

        assertThat(nothing.median()).isNull();
        assertThat(nothing.bins()).extracting(Bin::count).containsExactly(0L, 0L);
    }

    @Test
    void shouldDescribeBuyersOfWhomAFigureIsKnown() {
        List<@Nullable Double[]> buyers = List.of(
                new @Nullable Double[] {4.0},
                new @Nullable Double[] {null},
                new @Nullable Double[] {2.0},
                new @Nullable Double[] {9.0});

        CustomerSpread spread = CustomerSpread.of("orders", 0, buyers);

        // mean 5, squares 1 + 9 + 16 = 26 over 2
        assertThat(spread)
                .isEqualTo(new CustomerSpread("orders", 3, 5.0, Math.sqrt(13), 2.0, 2.0, 2.0, 4.0, 9.0, 9.0, 9.0));
        assertThat(CustomerSpread.of("orders", 0, List.of()).mean()).isNull();
    }
}
