package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Hashes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @Test
    void shouldNotDependOnTheOrderOfMerging() {
        List<Supplier<Cell>> changes = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            int sum = random.nextInt(SalesCells.SUMS);
            long amount = random.nextInt(1_000) - 300;
            long buyer = random.nextInt(10);
            String title = random.nextBoolean() ? "title " + i % 4 : null;
            String category = random.nextBoolean() ? "category " + i % 3 : null;
            Long stock = random.nextBoolean() ? (long) (i % 5) : null;
            long at = random.nextInt(6);
            long received = random.nextInt(1_000);
            changes.add(() -> {
                Cell cell = SalesCells.FAMILY.newCell();
                cell.add(sum, amount)
                        .addDistinct(buyer)
                        .offer(title, category, stock, at)
                        .touch(received);
                return cell;
            });
        }
        byte[] inOrder = describe(merged(changes));
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(changes, random);
            assertThat(describe(merged(changes))).isEqualTo(inOrder);
        }
    }

    @Test
    void shouldCountExactlyUpToAThousand() {
        Cell cell = SalesCells.FAMILY.newCell();
        for (int i = 0; i < 3_000; i++) {
            cell.addDistinct(Hashes.of("customer " + i % DistinctCount.EXACT_UP_TO));
        }
        assertThat(copy(cell).distinct()).isEqualTo(DistinctCount.EXACT_UP_TO);
    }

    @Test
    void shouldBeAsBeforeWhenWhatWasAddedIsTakenBackInWhateverOrder() {
        Cell before = SalesCells.FAMILY.newCell().add(SalesCells.ORDERS, 1).addDistinct(1);
        // someone counted before, twice, and someone who was not
        Cell change = SalesCells.FAMILY
                .newCell()
                .add(SalesCells.ORDERS, 3)
                .addValues(7, 2)
                .addDistinct(1)
                .addDistinct(1)
                .addDistinct(2);
        Cell back = SalesCells.FAMILY.newCell();
        back.subtract(copy(change));

        Cell afterwards = merged(List.of(() -> before, () -> change, () -> back));
        Cell beforehand = merged(List.of(() -> back, () -> change, () -> before));
        for (Cell cell : List.of(afterwards, beforehand)) {
            assertThat(cell.sum(SalesCells.ORDERS)).isEqualTo(1);
            assertThat(cell.distinct()).isEqualTo(1);
            assertThat(cell.valueCount()).isZero();
            assertThat(cell.isVoid()).isFalse();
        }
        assertThat(merged(List.of(() -> before, () -> change)).distinct()).isEqualTo(2);
        assertThat(merged(List.of(() -> change, () -> back)).isVoid()).isTrue();
        assertThat(SalesCells.FAMILY.newCell().isVoid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 5_000, 50_000, 1_000_000})
    void shouldCountWithinTwoPercentBeyond(int customers) {
        Cell whole = SalesCells.FAMILY.newCell();
        for (int part = 0; part < 4; part++) {
            Cell cell = SalesCells.FAMILY.newCell();
            // parts overlap by half
            for (int i = part * customers / 5; i < (part + 2) * customers / 5; i++) {
                cell.addDistinct(Hashes.of("customer " + i));
            }
            whole.merge(copy(cell));
        }
        assertThat(Math.abs(copy(whole).distinct() - customers) / (double) customers)
                .isLessThan(0.02);
    }

    @Test
    void shouldReadCellsOfAFamilyThatHadFewerSums() {
        BinaryWriter out = new BinaryWriter();
        new Cell(2).add(0, 5).add(1, -7).write(out);
        Cell read = Cell.read(new BinaryReader(out.toByteArray()), SalesCells.FAMILY);
        assertThat(read.sum(SalesCells.ORDERS)).isEqualTo(5);
        assertThat(read.sum(SalesCells.UNITS)).isEqualTo(-7);
        assertThat(read.sum(SalesCells.CART_ADDS)).isZero();
    }

    @Test
    void shouldNameCellsUniquelyAndReadNamesBack() {
        CellKey key = SalesCells.day(-3, Dimension.PRODUCT, "p|1 ü");
        assertThat(CellKey.of(key.toBytes(), new CellFamilies(List.of(SalesCells.FAMILY))))
                .isEqualTo(key);
        assertThat(SalesCells.FAMILY.recordKey(key)).isEqualTo("day|1969-12-29|product|p|1 ü");
        assertThat(SalesCells.FAMILY.recordKey(SalesCells.allTime(Dimension.TOTAL, CellKey.ALL)))
                .isEqualTo("all||total|all");
    }

    private static Cell merged(List<Supplier<Cell>> changes) {
        Cell cell = SalesCells.FAMILY.newCell();
        changes.forEach(change -> cell.merge(copy(change.get())));
        return cell;
    }

    private static byte[] describe(Cell cell) {
        return SalesCells.recordValue(SalesCells.allTime(Dimension.TOTAL, CellKey.ALL), cell);
    }

    private static Cell copy(Cell cell) {
        BinaryWriter out = new BinaryWriter();
        cell.write(out);
        return Cell.read(new BinaryReader(out.toByteArray()), SalesCells.FAMILY);
    }
}
