package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.money.Micros;
import io.tillstream.ingest.imports.source.ReadAgainException;
import java.time.DateTimeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a row and holds them to the bounds of an event. For one thread. */
final class RowParser {

    private final Columns columns;
    private final NumberText numbers;
    private final DateText dates;
    private final @Nullable String currency;
    private final long latestMillis;

    RowParser(Columns columns, NumberText numbers, DateText dates, CleaningOptions options) {
        this.columns = columns;
        this.numbers = numbers;
        this.dates = dates;
        this.currency = options.currency();
        this.latestMillis = options.latest().toEpochMilli();
    }

    /**
     * Reads one row.
     *
     * @throws RowProblem naming the column that is wrong
     * @throws ReadAgainException when the dates turn out to begin with the day
     */
    ParsedRow parse(String[] row) throws RowProblem, ReadAgainException {
        checkWidth(row);
        checkCurrency(row);
        long quantity = columns.has(Field.QUANTITY) ? quantity(row) : 1;
        long price = money(row, Field.PRICE);
        return new ParsedRow(
                required(row, Field.ORDER_ID),
                required(row, Field.PRODUCT_ID),
                text(row, Field.CUSTOMER_ID, EventBounds.MAX_ID_CHARS),
                time(row),
                quantity,
                price,
                discount(row, price, quantity),
                text(row, Field.TITLE, EventBounds.MAX_TITLE_CHARS),
                text(row, Field.CATEGORY, EventBounds.MAX_LABEL_CHARS),
                text(row, Field.BRAND, EventBounds.MAX_LABEL_CHARS),
                text(row, Field.COUNTRY, EventBounds.MAX_LABEL_CHARS),
                text(row, Field.LOCATION, EventBounds.MAX_LABEL_CHARS),
                text(row, Field.CHANNEL, EventBounds.MAX_LABEL_CHARS));
    }

    private void checkWidth(String[] row) throws RowProblem {
        int cells = row.length;
        while (cells > columns.width() && row[cells - 1].isBlank()) {
            cells--;
        }
        if (cells != columns.width()) {
            throw new RowProblem("row", "has " + cells + " cells where the header has " + columns.width());
        }
    }

    private void checkCurrency(String[] row) throws RowProblem {
        String sent = columns.cell(row, Field.CURRENCY).strip();
        if (!sent.isEmpty()
                && currency != null
                && !sent.toUpperCase(Locale.ROOT).equals(currency)) {
            throw new RowProblem(
                    columns.name(Field.CURRENCY),
                    "is not " + currency + ", this installation's currency (TILLSTREAM_CURRENCY)");
        }
    }

    private String required(String[] row, Field field) throws RowProblem {
        String text = text(row, field, EventBounds.MAX_ID_CHARS);
        if (text == null) {
            throw new RowProblem(columns.name(field), "is empty");
        }
        return text;
    }

    private @Nullable String text(String[] row, Field field, int maxChars) throws RowProblem {
        String text = columns.cell(row, field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > maxChars) {
            throw new RowProblem(columns.name(field), "is longer than " + maxChars + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && (field != Field.TITLE || text.charAt(i) == 0)) {
                throw new RowProblem(columns.name(field), "holds a control character");
            }
        }
        return field == Field.CUSTOMER_ID ? withoutFraction(text) : text;
    }

    /** Customer numbers that went through a table with gaps come back as decimals: 17850.0 is customer 17850. */
    static String withoutFraction(String id) {
        if (!id.endsWith(".0") || id.length() == 2) {
            return id;
        }
        String number = id.substring(0, id.length() - 2);
        return number.chars().allMatch(c -> c >= '0' && c <= '9') ? number : id;
    }

    private long quantity(String[] row) throws RowProblem {
        long quantity;
        try {
            quantity = numbers.whole(columns.cell(row, Field.QUANTITY).strip());
        } catch (NumberFormatException _) {
            throw new RowProblem(columns.name(Field.QUANTITY), "is no number");
        } catch (ArithmeticException _) {
            throw new RowProblem(columns.name(Field.QUANTITY), "is no whole number");
        }
        if (Math.abs(quantity) > EventBounds.MAX_QUANTITY) {
            throw new RowProblem(columns.name(Field.QUANTITY), "is beyond " + EventBounds.MAX_QUANTITY);
        }
        return quantity;
    }

    private long discount(String[] row, long price, long quantity) throws RowProblem {
        if (columns.cell(row, Field.DISCOUNT).isBlank()) {
            return 0;
        }
        long discount = money(row, Field.DISCOUNT);
        if (discount < 0 || (price > 0 && discount > price * Math.abs(quantity))) {
            throw new RowProblem(columns.name(Field.DISCOUNT), "is negative or above price × quantity");
        }
        return discount;
    }

    private long money(String[] row, Field field) throws RowProblem {
        long micros;
        try {
            micros = numbers.micros(columns.cell(row, field).strip());
        } catch (NumberFormatException _) {
            throw new RowProblem(columns.name(field), "is no number");
        } catch (ArithmeticException _) {
            throw new RowProblem(columns.name(field), "is out of range");
        }
        if (Math.abs(micros) > EventBounds.MAX_PRICE_MICROS) {
            throw new RowProblem(columns.name(field), "is beyond " + EventBounds.MAX_PRICE_MICROS / Micros.PER_UNIT);
        }
        return micros;
    }

    private long time(String[] row) throws RowProblem, ReadAgainException {
        String text = columns.cell(row, Field.EVENT_TIME).strip();
        long millis;
        try {
            millis = dates.millis(text);
        } catch (DateTimeException | ArithmeticException _) {
            throw new RowProblem(
                    columns.name(Field.EVENT_TIME),
                    dates.description() == null ? "is no date" : "is no date of the form " + dates.description());
        }
        if (millis < 0) {
            throw new RowProblem(columns.name(Field.EVENT_TIME), "is before 1970");
        }
        if (millis > latestMillis) {
            throw new RowProblem(columns.name(Field.EVENT_TIME), "is more than 24 h in the future");
        }
        return millis;
    }
}
