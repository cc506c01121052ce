package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private final NumberText withPoint = new NumberText(false);
    private final NumberText withComma = new NumberText(true);

    @ParameterizedTest
    @CsvSource({
        "2.55,2550000",
        "-11062.06,-11062060000",
        "0.001,1000",
        "38970,38970000000",
        "'1,234.5',1234500000",
        "'1,234',1234000000",
        "'1.234,50',1234500000",
        "£2.55,2550000",
        "2.50 €,2500000",
        "1E2,100000000",
        "0.0000005,1",
        "12345678901234.5,12345678901234500000"
    })
    void shouldReadMoneyExactly(String text, String micros) {
        if (micros.length() > 19) {
            assertThatThrownBy(() -> withPoint.micros(text)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(withPoint.micros(text)).isEqualTo(Long.parseLong(micros));
        }
    }

    @Test
    void shouldTakeACommaForADecimalOneWhereItDoesNotSeparateColumns() {
        assertThat(withComma.micros("2,55")).isEqualTo(2_550_000);
        assertThat(withComma.micros("1,234")).isEqualTo(1_234_000);
        assertThat(withComma.micros("1.234,50")).isEqualTo(1_234_500_000);
        assertThat(withPoint.micros("2,55")).isEqualTo(2_550_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "abc", "1.2.3", "NaN", "Infinity", "0x10", "--1", "1,2,3,"})
    void shouldRefuseWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> withPoint.micros(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "99999999999999999999999999999999999999999"})
    void shouldRefuseWhatNobodyCanPay(String text) {
        assertThatThrownBy(() -> withPoint.micros(text))
                .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
    }

    @Test
    void shouldReadWholeNumbersOnly() {
        assertThat(withPoint.whole("6")).isEqualTo(6);
        assertThat(withPoint.whole("-9360")).isEqualTo(-9_360);
        assertThat(withPoint.whole("6.0")).isEqualTo(6);
        assertThatThrownBy(() -> withPoint.whole("1.5")).isInstanceOf(ArithmeticException.class);
    }
}
