package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellDeltasTest {

    @Test
    void shouldCombineChangesByCellInTheOrderOfFirstTouch() {
        CellDeltas deltas = new CellDeltas();
        Map<CellKey, Long> expected = new LinkedHashMap<>();
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            CellKey key = SalesCells.day(random.nextInt(40), Dimension.PRODUCT, "p" + random.nextInt(100));
            deltas.at(key).add(SalesCells.UNITS, i);
            expected.merge(key, (long) i, Long::sum);
        }
        Map<CellKey, Long> units = new LinkedHashMap<>();
        deltas.forEach((key, cell) -> units.put(key, cell.sum(SalesCells.UNITS)));
        assertThat(units).containsExactlyEntriesOf(expected);
    }

    @Test
    void shouldAddDaysUpToAllTimeAndMoveTheLabelThere() {
        CellDeltas deltas = new CellDeltas();
        sell(deltas, 1, 7, "Red Mug");
        sell(deltas, 2, 8, "Mug, red");
        deltas.rollUp();
        assertThat(deltas.size()).isEqualTo(3);
        Cell allTime = deltas.at(SalesCells.allTime(Dimension.PRODUCT, "mug"));
        assertThat(allTime.sum(SalesCells.ORDERS)).isEqualTo(2);
        assertThat(allTime.distinct()).isEqualTo(2);
        assertThat(allTime.freshThrough()).isEqualTo(2_000);
        assertThat(allTime.label()).isNotNull().extracting(Label::title).isEqualTo("Mug, red");
        Cell day = deltas.at(SalesCells.day(1, Dimension.PRODUCT, "mug"));
        assertThat(day.sum(SalesCells.ORDERS)).isEqualTo(1);
        assertThat(day.label()).isNull();
    }

    @Test
    void shouldAddDevicesUpToTheTotal() {
        CellDeltas deltas = new CellDeltas();
        deltas.at(FunnelCells.hour(0, Dimension.DEVICE, "mobile")).add(FunnelCells.VISITS, 3);
        deltas.at(FunnelCells.hour(0, Dimension.DEVICE, "desktop")).add(FunnelCells.VISITS, 4);
        deltas.at(FunnelCells.hour(0, Dimension.COUNTRY, "US")).add(FunnelCells.VISITS, 7);
        deltas.rollUp();
        assertThat(deltas.at(FunnelCells.hour(0, Dimension.TOTAL, CellKey.ALL)).sum(FunnelCells.VISITS))
                .isEqualTo(7);
        assertThat(deltas.size()).isEqualTo(4);
    }

    @Test
    void shouldHoldNothingAfterClear() {
        CellDeltas deltas = new CellDeltas();
        for (int i = 0; i < 100_000; i++) {
            sell(deltas, i, i, "title");
        }
        deltas.clear();
        assertThat(deltas.size()).isZero();
        sell(deltas, 1, 7, "title");
        assertThat(deltas.at(SalesCells.day(1, Dimension.PRODUCT, "mug")).sum(SalesCells.ORDERS))
                .isEqualTo(1);
        assertThat(deltas.size()).isEqualTo(1);
    }

    private static void sell(CellDeltas deltas, int day, long buyer, String title) {
        Cell cell = deltas.at(SalesCells.day(day, Dimension.PRODUCT, "mug"))
                .add(SalesCells.ORDERS, 1)
                .addDistinct(buyer)
                .offer(title, "Kitchen", null, day);
        cell.touch(day * 1_000L);
    }
}
