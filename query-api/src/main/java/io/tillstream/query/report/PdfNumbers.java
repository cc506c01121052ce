package io.tillstream.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.table.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as they are printed. */
final class PdfNumbers {

    private static final int HUNDRED = 100;
    private static final int TEN_THOUSAND = 10_000;

    private PdfNumbers() {}

    static String of(Column.Type type, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "–";
        }
        return value.isNumber() ? of(type, value.decimalValue()) : value.asText();
    }

    static String of(Column.Type type, @Nullable Number value) {
        if (value == null) {
            return "–";
        }
        BigDecimal number = new BigDecimal(value.toString());
        return switch (type) {
            case AMOUNT -> format("#,##0.00").format(number);
            case RATIO -> format("#,##0.0").format(number.multiply(BigDecimal.valueOf(HUNDRED))) + " %";
            case NUMBER -> format("#,##0.##").format(number);
            default -> format("#,##0").format(number);
        };
    }

    /** A figure beside an axis: as many decimals as it needs. */
    static String tick(double value) {
        return Math.abs(value) >= TEN_THOUSAND
                ? format("#,##0").format(value)
                : format(Math.abs(value) >= HUNDRED ? "#,##0" : "0.###").format(value);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
