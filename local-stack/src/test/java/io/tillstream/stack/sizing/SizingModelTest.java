package io.tillstream.stack.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SizingModelTest {

    @Test
    void shouldPlanAsReckonedByHand() {
        // 1,000 a second at the peak, 100 in the mean, 1 million customers, 100 products, 100 days, rows of 10 days
        SizingModel.Plan plan = SizingModel.plan(new ShopSize(1_000, 100, 1_000_000, 100, 100, 10));

        assertThat(plan.partitions()).isEqualTo(4);
        assertThat(plan.engineProcessors()).isEqualTo(1);
        // 8,640,000 events a day; 864 each: 864^0.26 = e^(0.26 * 6.7616) = e^1.75802 = 5.8009, times 231 = 1,340.0
        // cells: 8,640,000^0.284 = e^(0.284 * 15.9719) = e^4.53602 = 93.319; times 71 = 6,625.7, times 100 days =
        // 662,570
        double cells = 662_570;
        assertThat(plan.stateBytes()).isCloseTo(1_340.0e6 + cells * 250, within(2e6));
        assertThat(plan.kafkaBytes())
                .isCloseTo(864e6 * 60 + 2 * (1_340.0e6 + cells * 250 + 760e6 + cells * 500), within(5e6));
        assertThat(plan.databaseBytes()).isCloseTo(86.4e6 * 530 + 1_700e6 + cells * 330, within(1e6));
        assertThat(plan.projectionLoad()).isCloseTo(1_000 / 11_600.0, within(1e-9));
    }

    @Test
    void shouldGiveRoomToGrowAndFewPartitionsToSmallShops() {
        assertThat(partitionsFor(1)).isEqualTo(4);
        assertThat(partitionsFor(60_000)).isEqualTo(12);
        assertThat(partitionsFor(100_000)).isEqualTo(24);
        assertThat(partitionsFor(1_000_000)).isEqualTo(204);
    }

    @Test
    void shouldKeepNoMoreEventsThanThereAre() {
        ShopSize young = new ShopSize(10, 10, 100, 100, 5, 90);
        ShopSize all = new ShopSize(10, 10, 100, 100, 5, 5);

        assertThat(SizingModel.plan(young)).isEqualTo(SizingModel.plan(all));
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertThatThrownBy(() -> new ShopSize(0, 0, 1, 1, 1, 1))
                .hasMessageContaining("events-per-second must be 0.001");
        assertThatThrownBy(() -> new ShopSize(1, 2, 1, 1, 1, 1))
                .hasMessage("mean-events-per-second must not be more than events-per-second");
        assertThatThrownBy(() -> new ShopSize(Double.NaN, 1, 1, 1, 1, 1)).hasMessageContaining("events-per-second");
        assertThatThrownBy(() -> new ShopSize(1, 1, 0, 1, 1, 1)).hasMessageContaining("customers");
    }

    private static int partitionsFor(double peak) {
        return SizingModel.plan(new ShopSize(peak, 1, 1_000, 100, 30, 30)).partitions();
    }
}
