package io.tillstream.query.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.acquisition.AcquisitionCounts.Group;
import io.tillstream.query.acquisition.AcquisitionCounts.Stored;
import io.tillstream.query.acquisition.AcquisitionCounts.Worth;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cost, return and payback counted by hand. */
class AcquisitionCountsTest {

    private static final Group ADS = new Group("cpc", "");
    private static final YearMonth OCTOBER = YearMonth.of(2023, 10);

    @Test
    void shouldRelateWhatCustomersBringToWhatTheyCost() {
        List<Stored> cells = List.of(
                cell(OCTOBER, 0, 10, 4, 4, 60, 120),
                cell(OCTOBER, 1, 0, 0, 0, 40, 0),
                cell(OCTOBER, 2, 0, 0, 0, -20, 0),
                cell(OCTOBER.plusMonths(1), 0, 6, 1, 1, 30, 0),
                cell(OCTOBER.plusMonths(1), 1, 0, 0, 0, 10, 0));
        Acquisition.Row row = only(cells, new Worth(5, 500_000_000, 0, 0), OCTOBER.plusMonths(3));

        assertThat(row.visitors()).isEqualTo(16);
        assertThat(row.conversion()).isEqualTo(0.3125);
        assertThat(row.cacMicros()).isEqualTo(24_000_000);
        assertThat(row.revenueMicros()).isEqualTo(120_000_000);
        assertThat(row.roi()).isZero();
        assertThat(row.lifetimeValueMicros()).isEqualTo(100_000_000);
        assertThat(row.lifetimeValueBasis()).isEqualTo("historical");
        assertThat(row.ltvToCac()).isEqualTo(500.0 / 120);
        // 90 of 5 customers, 50 of 5, −20 of the 4 whose third month is over
        assertThat(row.revenuePerCustomer())
                .containsExactly(new BigDecimal("18"), new BigDecimal("28"), new BigDecimal("23"));
        assertThat(row.paybackMonths()).isEqualTo(2);
    }

    @Test
    void shouldPayBackInTheMonthThatBringsExactlyTheCost() {
        List<Stored> thirds = List.of(cell(OCTOBER, 0, 3, 3, 3, 10, 30), cell(OCTOBER, 1, 0, 0, 0, 20, 0));
        assertThat(only(thirds, Worth.NOTHING, OCTOBER.plusMonths(2)).paybackMonths())
                .isEqualTo(2);
        assertThat(only(thirds, Worth.NOTHING, OCTOBER.plusMonths(1)).paybackMonths())
                .isNull();
    }

    @Test
    void shouldPreferWhatTheModelExpects() {
        List<Stored> cells = List.of(cell(OCTOBER, 0, 2, 2, 2, 10, 30));
        Acquisition.Row row = only(cells, new Worth(2, 10_000_000, 2, 90_000_000), OCTOBER);
        assertThat(row.lifetimeValueBasis()).isEqualTo("predicted");
        assertThat(row.ltvToCac()).isEqualTo(3.0);
        assertThat(row.revenuePerCustomer()).isEmpty();
        assertThat(row.paybackMonths()).isNull();
    }

    @Test
    void shouldSayNothingOfWhatHasNoDenominator() {
        Acquisition.Row onlySpend = only(List.of(cell(OCTOBER, 0, 0, 0, 0, 0, 7)), Worth.NOTHING, OCTOBER);
        assertThat(onlySpend.cacMicros()).isNull();
        assertThat(onlySpend.conversion()).isNull();
        assertThat(onlySpend.roi()).isEqualTo(-1.0);
        assertThat(onlySpend.lifetimeValueBasis()).isNull();
        assertThat(onlySpend.ltvToCac()).isNull();

        Worth worth = new Worth(1, 9_000_000, 0, 0);
        Acquisition.Row free = only(List.of(cell(OCTOBER, 0, 3, 1, 1, 9, 0)), worth, OCTOBER.plusMonths(1));
        assertThat(free.cacMicros()).isZero();
        assertThat(free.roi()).isNull();
        assertThat(free.ltvToCac()).isNull();
        assertThat(free.paybackMonths()).isNull();

        assertThat(AcquisitionCounts.rows(List.of(cell(OCTOBER, 0, 0, 0, 0, 0, 0)), Map.of(), OCTOBER, true))
                .isEmpty();
    }

    private static Acquisition.Row only(List<Stored> cells, Worth worth, YearMonth unfinished) {
        return AcquisitionCounts.rows(cells, Map.of(ADS, worth), unfinished, true)
                .getFirst();
    }

    private static Stored cell(
            YearMonth cohort, int since, long visitors, long converted, long customers, long revenue, long spend) {
        return new Stored(ADS, cohort, since, visitors, converted, customers, revenue * 1_000_000, spend * 1_000_000);
    }
}
