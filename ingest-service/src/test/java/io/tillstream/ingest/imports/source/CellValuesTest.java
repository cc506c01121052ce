package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellValuesTest {

    @ParameterizedTest
    @CsvSource({
        "2.55,2.55",
        "2.5499999999999998,2.55",
        "17850,17850",
        "1.7E4,17000",
        "1E-3,0.001",
        "0.10000000000000001,0.1",
        "1E999999999,1E999999999",
        "abcdefghijklmnopqrst,abcdefghijklmnopqrst"
    })
    void shouldShowNumbersAsASpreadsheetDoes(String stored, String shown) {
        assertThat(CellValues.number(stored)).isEqualTo(shown);
    }

    @Test
    void shouldTurnDaysIntoDates() {
        CellValues values = new CellValues(false);

        assertThat(values.date("40513.35138888889")).isEqualTo("2010-12-01T08:26:00");
        assertThat(values.date("40513")).isEqualTo("2010-12-01T00:00:00");
        assertThat(values.date("-3")).isEqualTo("-3");
        assertThat(values.date("soon")).isEqualTo("soon");
        assertThat(new CellValues(true).date("39051.5")).isEqualTo("2010-12-01T12:00:00");
    }

    @Test
    void shouldTellDateFormats() {
        assertThat(CellStyles.isDate("yyyy-mm-dd h:mm:ss")).isTrue();
        assertThat(CellStyles.isDate("[$-407]d. mmmm yyyy")).isTrue();
        assertThat(CellStyles.isDate("0.00")).isFalse();
        assertThat(CellStyles.isDate("General")).isFalse();
        assertThat(CellStyles.isDate("0 \"days\"")).isFalse();
        assertThat(CellStyles.isDate("[Red]#,##0.00")).isFalse();
    }
}
