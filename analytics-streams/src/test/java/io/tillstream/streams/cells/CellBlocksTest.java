package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class CellBlocksTest {

    private static final int PARTITIONS = 6;
    private static final CellFamilies FAMILIES = new CellFamilies(List.of(SalesCells.FAMILY));

    private final CellRouting routing = new CellRouting();
    private final List<Record<byte[], byte[]>> sent = new ArrayList<>();

    @Test
    void shouldSendEachChangeToItsOwnerInFewRecords() {
        CellDeltas deltas = deltas(5_000);
        new CellBlocks(routing, "sink").send(deltas, this::send);
        // the first record tells how many owners there are
        assertThat(sent).hasSize(1 + PARTITIONS);

        Map<CellKey, Long> units = new HashMap<>();
        for (Record<byte[], byte[]> record : sent) {
            int owner = CellRouting.partitionOf(record.key(), PARTITIONS);
            CellBlocks.read(record.key(), record.value(), FAMILIES, (key, change) -> {
                assertThat(CellRouting.partitionOf(key, PARTITIONS)).isEqualTo(owner);
                assertThat(units.put(CellKey.of(key, FAMILIES), change.sum(SalesCells.UNITS)))
                        .isNull();
                assertThat(change.freshThrough()).isLessThanOrEqualTo(record.timestamp());
            });
        }
        Map<CellKey, Long> expected = new HashMap<>();
        deltas.forEach((key, cell) -> expected.put(key, cell.sum(SalesCells.UNITS)));
        assertThat(units).isEqualTo(expected);
    }

    @Test
    void shouldSplitWhatIsLarge() {
        CellBlocks blocks = new CellBlocks(routing, "sink");
        blocks.send(deltas(1), this::send);
        sent.clear();
        blocks.send(deltas(200_000), this::send);
        assertThat(sent).hasSizeGreaterThan(2 * PARTITIONS);
        assertThat(sent).allMatch(record -> record.value().length < 300_000);
    }

    @Test
    void shouldReadChangesOfEarlierReleases() {
        CellKey key = SalesCells.day(3, Dimension.PRODUCT, "mug");
        Cell cell = SalesCells.FAMILY.newCell().add(SalesCells.UNITS, 7);
        BinaryWriter first = new BinaryWriter().writeByte(1).writeRaw(key.toBytes());
        cell.write(first);
        BinaryWriter second = new BinaryWriter().writeByte(2);
        cell.write(second);
        for (BinaryWriter stored : List.of(first, second)) {
            List<Long> units = new ArrayList<>();
            CellBlocks.read(key.toBytes(), stored.toByteArray(), FAMILIES, (name, change) -> {
                assertThat(CellKey.of(name, FAMILIES)).isEqualTo(key);
                units.add(change.sum(SalesCells.UNITS));
            });
            assertThat(units).containsExactly(7L);
        }
    }

    private void send(Record<byte[], byte[]> record, String sink) {
        sent.add(record);
        assertThat(routing.partitions("topic", record.key(), record.value(), PARTITIONS))
                .isPresent();
    }

    private static CellDeltas deltas(int cells) {
        CellDeltas deltas = new CellDeltas();
        for (int i = 0; i < cells; i++) {
            deltas.at(SalesCells.day(i / 100, Dimension.PRODUCT, "product " + i % 100))
                    .add(SalesCells.UNITS, i)
                    .addDistinct(i)
                    .touch(i);
        }
        return deltas;
    }
}
