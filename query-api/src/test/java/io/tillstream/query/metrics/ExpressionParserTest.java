package io.tillstream.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {

    private static final Map<String, BigDecimal> NAMES =
            Map.of("revenue", new BigDecimal("100.10"), "orders", new BigDecimal(4), "nothing", BigDecimal.ZERO);

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "10 - 4 - 3, 3",
        "100 / 10 / 2, 5",
        "2 * -3, -6",
        "--2, 2",
        "-(1 + 2), -3",
        ".5 + 0.25, 0.75",
        "revenue / orders, 25.025",
        "  revenue*2\t, 200.20",
        "1 / 8, 0.125"
    })
    void shouldComputeAsPeopleDo(String expression, BigDecimal expected) {
        assertThat(ExpressionParser.parse(expression).value(NAMES::get)).isEqualByComparingTo(expected);
    }

    @Test
    void shouldHaveNoValueWhereSomethingIsDividedByZero() {
        assertThat(ExpressionParser.parse("revenue / nothing").value(NAMES::get))
                .isNull();
        assertThat(ExpressionParser.parse("1 + 2 * (orders / (4 - orders))").value(NAMES::get))
                .isNull();
        assertThat(ExpressionParser.parse("-(1 / nothing)").value(NAMES::get)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | 1 | the expression is empty",
                "1 + | 4 | is missing",
                "(1 + 2 | 1 | never closed",
                "1 + 2) | 6 | not opened",
                "revenue orders | 9 | an operator (+ - * /) is missing before 'o'",
                "(1 2) | 4 | is missing before '2'",
                "1 ^ 2 | 3 | an operator (+ - * /) is missing before '^'",
                "1 + $ | 5 | is expected, not '$'",
                "1.2.3 | 1 | '1.2.3' is not a number",
                "2 * 123456789012345678901 | 5 | is not a number",
                "* 2 | 1 | is expected, not '*'"
            })
    void shouldSayWhatIsWrongAndWhere(String expression, int position, String reason) {
        assertThatThrownBy(() -> ExpressionParser.parse(expression))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageStartingWith("at position " + position + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseWhatWouldExhaustTheService() {
        assertThatThrownBy(() -> ExpressionParser.parse("(".repeat(60) + "1" + ")".repeat(60)))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> ExpressionParser.parse("-".repeat(900) + "1")).hasMessageContaining("nested");
        assertThatThrownBy(() -> ExpressionParser.parse("1+".repeat(600) + "1")).hasMessageContaining("longer");
        assertThat(ExpressionParser.parse("1+".repeat(499) + "1").value(NAMES::get))
                .isEqualByComparingTo("500");
    }
}
