package io.tillstream.query.request;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filters that most endpoints share. Null stands for no filter.
 *
 * @param from first business day
 * @param to last business day, included
 * @param values the value asked for of each other filter, by its parameter
 */
public record Filters(@Nullable LocalDate from, @Nullable LocalDate to, Map<Parameter, String> values) {

    private static final Parameter[] BY_VALUE = {
        Parameter.CATEGORY,
        Parameter.LOCATION,
        Parameter.COUNTRY,
        Parameter.AGE_GROUP,
        Parameter.SEGMENT,
        Parameter.TIER,
        Parameter.CHANNEL,
        Parameter.DEVICE
    };

    /** Reads all shared filters; those that the endpoint does not accept were refused before. */
    public static Filters of(Params params) {
        LocalDate from = params.day(Parameter.FROM);
        LocalDate to = params.day(Parameter.TO);
        LocalDate asOf = params.day(Parameter.AS_OF);
        if (asOf != null) {
            refuseWhatIsKnownOfNowOnly(params);
            if (from != null && asOf.isBefore(from)) {
                throw Problem.invalid(Parameter.AS_OF.wireName(), "before from");
            }
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.invalid(Parameter.TO.wireName(), "before from");
        }
        Map<Parameter, String> values = new LinkedHashMap<>();
        for (Parameter parameter : BY_VALUE) {
            String value = params.text(parameter);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        return new Filters(from, to, values).until(asOf);
    }

    /** Segments and tiers are those of now: what they were on a day is not kept. */
    private static void refuseWhatIsKnownOfNowOnly(Params params) {
        for (Parameter parameter : List.of(Parameter.SEGMENT, Parameter.TIER)) {
            if (params.text(parameter) != null) {
                throw Problem.combination(
                        Parameter.AS_OF.wireName(), "not with " + parameter.wireName() + ", which is that of now");
            }
        }
    }

    /** The same up to a day, if that is earlier; null for no other bound. */
    public Filters until(@Nullable LocalDate day) {
        return day == null || (to != null && !day.isBefore(to)) ? this : new Filters(from, day, values);
    }

    /** The value asked for, or null. */
    public @Nullable String value(Parameter parameter) {
        return values.get(parameter);
    }

    /** Whether a filter of this kind was given. */
    public boolean has(Parameter parameter) {
        return values.containsKey(parameter);
    }

    /** Whether no other filters than days were given. */
    public boolean onlyDays() {
        return values.isEmpty();
    }

    /** Whether nothing was given at all. */
    public boolean none() {
        return from == null && to == null && values.isEmpty();
    }
}
