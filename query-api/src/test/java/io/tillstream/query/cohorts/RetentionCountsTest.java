package io.tillstream.query.cohorts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of Online Retail's first months, whose lapsed and rates were counted customer by customer elsewhere. */
class RetentionCountsTest {

    private static final List<RetentionCounts.Stored> STORED = List.of(
            stored(2010, 12, 885, 885, 0, 0, 0, 0, 0),
            stored(2011, 1, 741, 417, 324, 0, 324, 0, 0),
            stored(2011, 2, 758, 380, 378, 0, 262, 0, 0),
            stored(2011, 3, 974, 452, 471, 51, 290, 0, 0),
            stored(2011, 4, 856, 300, 469, 87, 304, 358, 61),
            stored(2011, 5, 1056, 284, 647, 125, 368, 246, 84),
            // who will lapse if they do not buy until then
            stored(2011, 9, 0, 0, 0, 0, 0, 500, 0));

    private static RetentionCounts.Stored stored(
            int year,
            int month,
            long customers,
            long added,
            long returning,
            long reactivated,
            long retained,
            long lapsing,
            long wonBack) {
        return new RetentionCounts.Stored(
                YearMonth.of(year, month), customers, added, returning, reactivated, retained, lapsing, wonBack);
    }

    @Test
    void shouldCountTheLapsedAndRateThoseWhoStayedAndCameBack() {
        List<Retention.Month> months = RetentionCounts.months(STORED, YearMonth.of(2011, 6), null, null);
        assertThat(months).hasSize(7);
        assertThat(months.get(0).retentionRate()).isNull();
        assertThat(months.get(1).retentionRate()).isEqualTo(324 / 885.0);
        assertThat(months.get(4).lapsed()).isEqualTo(358);
        assertThat(months.get(4).winBackRate()).isEqualTo(61 / 358.0);
        assertThat(months.get(5).lapsed()).isEqualTo(543);
        assertThat(months.get(5).winBackRate()).isEqualTo(84 / 543.0);
        assertThat(months.get(5).finished()).isTrue();
    }

    @Test
    void shouldLeaveAnUnfinishedMonthWithoutRatesAndHideThoseToCome() {
        Retention.Month last = RetentionCounts.months(STORED, YearMonth.of(2011, 5), null, null)
                .getLast();
        assertThat(last.month()).isEqualTo("2011-05");
        assertThat(last.finished()).isFalse();
        assertThat(last.customers()).isEqualTo(1056);
        assertThat(last.retentionRate()).isNull();
        assertThat(last.winBackRate()).isNull();
    }

    @Test
    void shouldFillMonthsWithoutPurchasesAndCountFromTheBeginningWhateverIsAskedFor() {
        List<Retention.Month> months =
                RetentionCounts.months(STORED, YearMonth.of(2011, 10), YearMonth.of(2011, 7), YearMonth.of(2011, 9));
        assertThat(months)
                .extracting(Retention.Month::month, Retention.Month::customers, Retention.Month::lapsed)
                .containsExactly(tuple("2011-07", 0L, 459L), tuple("2011-08", 0L, 459L), tuple("2011-09", 0L, 959L));
        assertThat(months.getFirst().retentionRate()).isNull();
        assertThat(months.getFirst().winBackRate()).isZero();
        assertThat(RetentionCounts.months(List.of(), YearMonth.of(2011, 10), null, null))
                .isEmpty();
    }
}
