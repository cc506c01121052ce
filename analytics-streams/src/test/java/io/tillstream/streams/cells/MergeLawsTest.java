package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.runtime.EngineTopology;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells of every family merge commutatively and associatively, and the empty cell changes nothing: so neither order nor grouping of deltas matters. */
class MergeLawsTest {

    private static final int ROUNDS = 300;

    static List<CellFamily> families() {
        return EngineTopology.facets().families().all();
    }

    @ParameterizedTest
    @MethodSource("families")
    void shouldMergeInEitherOrder(CellFamily family) {
        Random random = new Random(family.id());
        for (int round = 0; round < ROUNDS; round++) {
            Cell one = any(family, random);
            Cell other = any(family, random);
            assertThat(stored(merged(family, one, other))).isEqualTo(stored(merged(family, other, one)));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void shouldMergeInAnyGrouping(CellFamily family) {
        Random random = new Random(10 + family.id());
        for (int round = 0; round < ROUNDS; round++) {
            Cell one = any(family, random);
            Cell two = any(family, random);
            Cell three = any(family, random);
            Cell left = merged(family, merged(family, one, two), three);
            Cell right = merged(family, one, merged(family, two, three));
            assertThat(stored(left)).isEqualTo(stored(right));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void shouldNotChangeByNothing(CellFamily family) {
        Random random = new Random(20 + family.id());
        for (int round = 0; round < ROUNDS; round++) {
            Cell cell = any(family, random);
            assertThat(stored(merged(family, cell, family.newCell()))).isEqualTo(stored(cell));
            assertThat(stored(merged(family, family.newCell(), cell))).isEqualTo(stored(cell));
        }
    }

    /** With more buyers than are counted exactly, the answer may differ by grouping, but never by more than its law allows. */
    @ParameterizedTest
    @MethodSource("families")
    void shouldEstimateWithinItsLawInAnyGrouping(CellFamily family) {
        Random random = new Random(30 + family.id());
        for (int round = 0; round < 8; round++) {
            int buyers = 900 + random.nextInt(6_000);
            Cell[] parts = new Cell[1 + random.nextInt(6)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = family.newCell();
            }
            long offset = random.nextLong();
            for (int buyer = 0; buyer < buyers; buyer++) {
                long hash = mix(offset + buyer);
                parts[random.nextInt(parts.length)].addDistinct(hash);
                parts[random.nextInt(parts.length)].addDistinct(hash);
            }
            Cell upwards = family.newCell();
            Cell downwards = family.newCell();
            for (int i = 0; i < parts.length; i++) {
                upwards.merge(copy(family, parts[i]));
                downwards.merge(copy(family, parts[parts.length - 1 - i]));
            }
            double allowed = buyers <= DistinctCount.EXACT_UP_TO ? 0 : 0.02 * buyers;
            assertThat((double) Math.abs(upwards.distinct() - buyers)).isLessThanOrEqualTo(allowed);
            assertThat((double) Math.abs(downwards.distinct() - buyers)).isLessThanOrEqualTo(allowed);
        }
    }

    private static Cell any(CellFamily family, Random random) {
        Cell cell = family.newCell();
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            cell.add(random.nextInt(family.sums()), random.nextLong(-1_000_000, 1_000_000));
        }
        for (int buyers = random.nextInt(5); buyers > 0; buyers--) {
            cell.addDistinct(mix(random.nextInt(12)));
        }
        if (random.nextBoolean()) {
            cell.offer(
                    text("title ", random),
                    text("category ", random),
                    random.nextBoolean() ? random.nextLong(4) : null,
                    random.nextInt(3));
        }
        for (int values = random.nextInt(5); values > 0; values--) {
            cell.addValues(random.nextLong(1L << random.nextInt(1, 40)), random.nextInt(3) - 1);
        }
        if (random.nextBoolean()) {
            cell.touch(random.nextInt(100));
        }
        return cell;
    }

    private static @Nullable String text(String prefix, Random random) {
        return random.nextBoolean() ? prefix + random.nextInt(3) : null;
    }

    private static Cell merged(CellFamily family, Cell... parts) {
        Cell whole = copy(family, parts[0]);
        for (int i = 1; i < parts.length; i++) {
            whole.merge(copy(family, parts[i]));
        }
        return whole;
    }

    /** What is stored, from which follows what is published. */
    private static String stored(Cell cell) {
        BinaryWriter out = new BinaryWriter();
        cell.write(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static Cell copy(CellFamily family, Cell cell) {
        BinaryWriter out = new BinaryWriter();
        cell.write(out);
        return Cell.read(new BinaryReader(out.toByteArray()), family);
    }

    /** SplitMix64, so that hashes look like hashes. */
    private static long mix(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
