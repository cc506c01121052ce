package io.tillstream.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

    @ParameterizedTest
    @CsvSource({
        "29.99, 29990000",
        "0, 0",
        "-1.5, -1500000",
        "0.0000005, 1",
        "0.00000049, 0",
        "8887208.894, 8887208894000"
    })
    void shouldConvertExactlyAndRoundTheSeventhDecimal(String amount, long micros) {
        assertThat(Micros.of(amount)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"29990000, 29.99", "30000000, 30", "0, 0", "1, 0.000001", "100000000000, 100000", "-1500000, -1.5"})
    void shouldShowWithoutTrailingZeros(long micros, String amount) {
        assertThat(Micros.toDecimal(micros).toString()).isEqualTo(amount);
        assertThat(Micros.of(Micros.toDecimal(micros))).isEqualTo(micros);
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        assertThatThrownBy(() -> Micros.of(new BigDecimal("9223372036855"))).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e14", "9223372036854.775808"})
    void shouldRefuseWithoutWritingOutWhatIsBeyond(String amount) {
        assertThatThrownBy(() -> Micros.of(new BigDecimal(amount))).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-999999999, 0",
        "-1e-999999999, 0",
        "0e999999999, 0",
        "0.0000005, 1",
        "0.00000049, 0",
        "9223372036854.775807, 9223372036854775807"
    })
    void shouldConvertWhatIsTinyOrJustFits(String amount, long micros) {
        assertThat(Micros.of(new BigDecimal(amount))).isEqualTo(micros);
    }
}
