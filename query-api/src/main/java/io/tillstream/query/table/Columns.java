package io.tillstream.query.table;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table: a column per property of a row, with JSON's names and in JSON's order.
 *
 * @param all the columns, each name once
 */
public record Columns(List<Column> all) {

    private static final Set<Class<?>> WHOLE =
            Set.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class);
    private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class, float.class, Float.class);
    private static final Set<Class<?>> TIMES = Set.of(Instant.class, OffsetDateTime.class);
    private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);
    private static final Set<String> SHARES =
            Set.of("retention", "conversion", "participation", "support", "confidence");
    private static final List<String> SHARE_ENDS = List.of("rate", "share", "ratio", "probability");

    /** Copies. */
    public Columns {
        all = List.copyOf(all);
    }

    /** The columns of a type of rows. */
    public static Columns of(ObjectMapper mapper, Class<?> type) {
        List<Column> columns = new ArrayList<>();
        for (BeanPropertyDefinition property : mapper.getSerializationConfig()
                .introspect(mapper.constructType(type))
                .findProperties()) {
            columns.add(new Column(property.getName(), type(property)));
        }
        return new Columns(columns);
    }

    private static Column.Type type(BeanPropertyDefinition property) {
        Class<?> raw = property.getRawPrimaryType();
        if (isMoney(property.getField()) || isMoney(property.getAccessor())) {
            return Column.Type.AMOUNT;
        }
        if (WHOLE.contains(raw)) {
            return Column.Type.COUNT;
        }
        if (FRACTIONS.contains(raw)) {
            return isShare(property.getName()) ? Column.Type.RATIO : Column.Type.NUMBER;
        }
        if (TIMES.contains(raw)) {
            return Column.Type.TIME;
        }
        if (raw == LocalDate.class) {
            return Column.Type.DAY;
        }
        if (TRUTHS.contains(raw)) {
            return Column.Type.TRUTH;
        }
        return raw == String.class || raw.isEnum() ? Column.Type.TEXT : Column.Type.NESTED;
    }

    private static boolean isMoney(@Nullable AnnotatedMember member) {
        return member != null && member.hasAnnotation(Money.class);
    }

    private static boolean isShare(String name) {
        return SHARES.contains(name)
                || SHARE_ENDS.stream().anyMatch(end -> name.equals(end) || name.endsWith("_" + end));
    }

    /** The column of a name. */
    public Optional<Column> named(String name) {
        return all.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * Only the named ones, in the order named.
     *
     * @param names parted by commas
     * @throws UnknownColumn for a name that is none
     */
    public Columns chosen(String names) {
        List<Column> chosen = new ArrayList<>();
        for (String name : new LinkedHashSet<>(List.of(names.split(",", -1)))) {
            chosen.add(named(name.strip()).orElseThrow(() -> new UnknownColumn(name.strip(), this)));
        }
        return new Columns(chosen);
    }

    /** A row with only these columns. */
    public ObjectNode only(JsonNode row) {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        all.forEach(column -> some.set(column.name(), row.get(column.name())));
        return some;
    }

    /** The names, for a complaint. */
    public String names() {
        return all.stream().map(Column::name).collect(joining(", "));
    }

    /** A name that is no column. */
    public static final class UnknownColumn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownColumn(String name, Columns columns) {
            super("'" + (name.length() > 64 ? name.substring(0, 64) + "…" : name) + "' is none of " + columns.names());
        }
    }
}
