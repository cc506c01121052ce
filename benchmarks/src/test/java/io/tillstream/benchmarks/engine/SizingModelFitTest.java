package io.tillstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tillstream.stack.sizing.SizingModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizing model beside what shops of three sizes come to. */
class SizingModelFitTest {

    private static final double TOLERANCE_PERCENT = 30;

    @ParameterizedTest
    @CsvSource({"15000, 800, 30", "60000, 20000, 60", "120000, 1500, 60"})
    void shouldForetellStateAndCells(int events, int customers, int days) {
        ShopSizes counted = ShopSizes.of(new LoadPlan(events, customers, days, false));

        assertThat(SizingModel.stateBytesPerCustomer(counted.eventsPerCustomer()))
                .as("bytes of state of a customer")
                .isCloseTo(counted.stateBytes(), withinPercentage(TOLERANCE_PERCENT));
        assertThat(SizingModel.cells(days, (double) events / days, 100))
                .as("cells")
                .isCloseTo(counted.cells(), withinPercentage(TOLERANCE_PERCENT));
        assertThat(counted.profileBytes())
                .as("bytes of a profile")
                .isCloseTo(SizingModel.PROFILE_BYTES, withinPercentage(TOLERANCE_PERCENT));
    }
}
