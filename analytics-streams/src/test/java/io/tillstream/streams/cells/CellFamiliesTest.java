package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.runtime.EngineTopology;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CellFamiliesTest {

    private static final Dimension COLOUR = Dimension.own(64, "colour");

    private static final class Tints extends CellFamily {
        Tints(int id, String name) {
            super(id, name, TopicCatalogue.SALES, 1, List.of(COLOUR));
        }

        @Override
        public String recordKey(CellKey key) {
            return key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return new byte[0];
        }
    }

    /** These are stored: a number may be added, none may change. */
    @Test
    void shouldKeepStoredIds() {
        Map<String, Integer> ids = EngineTopology.facets().families().all().stream()
                .collect(Collectors.toMap(CellFamily::name, CellFamily::id));
        assertThat(ids).containsEntry("sales", 0).containsEntry("funnel", 1).containsEntry("seasonality", 2);
        assertThat(List.of(
                        Dimension.TOTAL,
                        Dimension.CATEGORY,
                        Dimension.PRODUCT,
                        Dimension.LOCATION,
                        Dimension.COUNTRY,
                        Dimension.AGE_GROUP,
                        Dimension.DEVICE,
                        Dimension.CHANNEL))
                .extracting(Dimension::id)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(HexFormat.of()
                        .formatHex(SalesCells.day(1, Dimension.CHANNEL, "web").toBytes()))
                .isEqualTo("00" + "02" + "07" + "04776562");
    }

    @Test
    void shouldReadADimensionOfTheFamilysOwn() {
        Tints tints = new Tints(9, "tints");
        CellFamilies families = new CellFamilies(List.of(tints, SalesCells.FAMILY, tints));
        CellKey key = new CellKey(tints, 3, COLOUR, "red");
        assertThat(families.all()).containsExactly(SalesCells.FAMILY, tints);
        assertThat(CellKey.of(key.toBytes(), families)).isEqualTo(key);
        assertThat(CellKey.of(key.toBytes(), families).dimension().wireName()).isEqualTo("colour");
    }

    @Test
    void shouldRefuseWhatCannotBeReadBack() {
        Tints tints = new Tints(9, "tints");
        CellFamilies sales = new CellFamilies(List.of(SalesCells.FAMILY));
        byte[] stored = new CellKey(tints, 3, COLOUR, "red").toBytes();
        assertThatThrownBy(() -> CellKey.of(stored, sales)).hasMessageContaining("kind 9");
        CellKey foreign = SalesCells.day(1, COLOUR, "red");
        assertThatThrownBy(() -> new CellDeltas().at(foreign)).hasMessageContaining("colour");
        assertThatThrownBy(() -> new CellFamilies(List.of(tints, new Tints(9, "shades"))))
                .hasMessageContaining("share id 9");
        assertThatThrownBy(() -> new CellFamilies(List.of(tints, new Tints(10, "tints"))))
                .hasMessageContaining("share a name");
        assertThatThrownBy(() -> Dimension.own(7, "colour")).hasMessageContaining("7");
    }
}
