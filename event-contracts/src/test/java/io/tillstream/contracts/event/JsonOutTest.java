package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written, beside what Jackson writes of the same. */
class JsonOutTest {

    private static final JsonMapper JACKSON = new JsonMapper();
    private static final int MANY = 20_000;

    private final Random random = new Random(3);

    private static String written(Consumer<JsonOut> what) {
        JsonOut out = new JsonOut();
        what.accept(out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private String anyText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int bound = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x900 : Character.MAX_CODE_POINT + 1;
            int point = random.nextInt(bound);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    @Test
    void shouldWriteTextsAsJacksonDoes() throws Exception {
        for (int i = 0; i < MANY; i++) {
            String text = anyText();
            assertThat(written(out -> out.text(text))).isEqualTo(JACKSON.writeValueAsString(text));
        }
    }

    @Test
    void shouldGrowForTextsThatAreAllEscapes() throws Exception {
        for (int length = 0; length < 2_000; length += 7) {
            for (String one : new String[] {"\u0001", "ü", "€", "😀", "\""}) {
                String text = one.repeat(length);
                assertThat(written(out -> out.text(text))).isEqualTo(JACKSON.writeValueAsString(text));
            }
        }
    }

    @Test
    void shouldRefuseHalfOfASurrogatePair() {
        for (String text : new String[] {"a\ud83d", "\ud83da", "\ude00"}) {
            assertThatThrownBy(() -> written(out -> out.text(text))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldWriteAmountsAsDecimalsWithoutTrailingZeros() {
        for (int i = 0; i < MANY; i++) {
            long micros = random.nextLong() >> random.nextInt(64);
            assertThat(written(out -> out.amount(micros)))
                    .isEqualTo(Micros.toDecimal(micros).toPlainString());
        }
        assertThat(written(out -> out.amount(Long.MIN_VALUE))).isEqualTo("-9223372036854.775808");
        assertThat(written(out -> out.amount(-10_000))).isEqualTo("-0.01");
        assertThat(written(out -> out.amount(29_990_000))).isEqualTo("29.99");
        assertThat(written(out -> out.amount(30_000_000))).isEqualTo("30");
    }

    @Test
    void shouldWriteNumbersAsJacksonDoes() throws Exception {
        for (int i = 0; i < MANY; i++) {
            long whole = random.nextLong() >> random.nextInt(64);
            assertThat(written(out -> out.number(whole))).isEqualTo(Long.toString(whole));
        }
        for (Number number : new Number[] {
            0.1, -1e300, 5e-324, new BigDecimal("1E+3"), new BigDecimal("1.50"), new BigInteger("9".repeat(40))
        }) {
            assertThat(written(out -> out.number(number))).isEqualTo(JACKSON.writeValueAsString(number));
        }
    }

    @Test
    void shouldPutCommasBetweenAndNowhereElse() {
        assertThat(written(out -> {
                    out.open('{');
                    out.name(JsonOut.encoded("a"));
                    out.open('[');
                    out.nothing();
                    out.open('{');
                    out.close('}');
                    out.flag(true);
                    out.number(7);
                    out.close(']');
                    out.name("b\"");
                    out.open('{');
                    out.name(JsonOut.encoded("c"));
                    out.text("d");
                    out.close('}');
                    out.close('}');
                }))
                .isEqualTo("{\"a\":[null,{},true,7],\"b\\\"\":{\"c\":\"d\"}}");
    }
}
