package io.tillstream.query.request;

import static java.util.stream.Collectors.joining;

import io.tillstream.contracts.money.Micros;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request, read as what they should be; each complaint names the parameter. */
public final class Params {

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Pattern SCORES = Pattern.compile("[1-5](,[1-5]){0,4}");
    private static final int MAX_DIGITS = 40;
    private static final int MOST_ROWS = 10_000_000;

    private final Function<String, @Nullable String> source;

    /** Reads from any source of values by name. */
    public Params(Function<String, @Nullable String> source) {
        this.source = source;
    }

    /** Reads from the request's address. */
    public static Params of(UriInfo uri) {
        return new Params(name -> uri.getQueryParameters().getFirst(name));
    }

    /** The text of a parameter, or null when it was not given; one of its values, when it has some. */
    public @Nullable String text(Parameter parameter) {
        String value = source.apply(parameter.wireName());
        if (value == null) {
            return null;
        }
        if (value.isEmpty()) {
            throw Problem.invalid(parameter.wireName(), "empty");
        }
        if (!parameter.choices().isEmpty() && !parameter.choices().contains(value)) {
            throw Problem.invalid(parameter.wireName(), "one of " + String.join(", ", parameter.choices()));
        }
        return value;
    }

    /** One of some values, or null when it was not given. */
    public @Nullable String oneOf(Parameter parameter, List<String> values) {
        String value = text(parameter);
        if (value != null && !values.contains(value)) {
            throw Problem.invalid(
                    parameter.wireName(), "one of " + values.stream().collect(joining(", ")));
        }
        return value;
    }

    /** A day, or null. */
    public @Nullable LocalDate day(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value);
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw Problem.invalid(parameter.wireName(), "a day such as 2024-01-31");
    }

    /** A month, or null. */
    public @Nullable YearMonth month(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        try {
            YearMonth month = YearMonth.parse(value);
            if (month.getYear() >= FIRST_DAY.getYear() && month.getYear() <= LAST_DAY.getYear()) {
                return month;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw Problem.invalid(parameter.wireName(), "a month such as 2024-01");
    }

    /** An amount in currency units as micros, or null. */
    public @Nullable Long micros(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() <= MAX_DIGITS && value.indexOf('e') < 0 && value.indexOf('E') < 0) {
                return Micros.of(new BigDecimal(value));
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        throw Problem.invalid(parameter.wireName(), "an amount such as 29.99");
    }

    /** A number of 0 or more, or null. */
    public @Nullable Double number(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(value);
            if (value.length() <= MAX_DIGITS && number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.invalid(parameter.wireName(), "a number of 0 or more, such as 0.05");
    }

    /** A whole number of 0 or more, or null. */
    public @Nullable Long count(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        try {
            long count = Long.parseLong(value);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.invalid(parameter.wireName(), "a whole number of 0 or more");
    }

    /** Scores from 1 to 5, each of which will do, or null. */
    public Integer @Nullable [] scores(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        if (!SCORES.matcher(value).matches()) {
            throw Problem.invalid(parameter.wireName(), "scores from 1 to 5 parted by commas, such as 4,5");
        }
        return Stream.of(value.split(",")).map(Integer::valueOf).toArray(Integer[]::new);
    }

    /** How many rows to return: 1 to {@code greatest}. */
    public int limit(int usual, int greatest) {
        Long limit = count(Parameter.LIMIT);
        if (limit == null) {
            return usual;
        }
        if (limit < 1 || limit > greatest) {
            throw Problem.invalid(Parameter.LIMIT.wireName(), "a whole number from 1 to " + greatest);
        }
        return limit.intValue();
    }

    /** How many rows of a table that is written as it is read; null for all. */
    public @Nullable Integer rowsOrAll() {
        return text(Parameter.LIMIT) == null ? null : Integer.valueOf(limit(1, MOST_ROWS));
    }
}
