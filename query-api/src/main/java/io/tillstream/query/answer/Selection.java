package io.tillstream.query.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows and columns of a list are wanted: {@code fields}, and for a list that is read as a whole {@code sort}, {@code limit} and {@code cursor}.
 *
 * @param columns of the list
 * @param fields the wanted ones; null for all
 * @param sort column to sort by; null for the list's own order
 * @param descending greatest first
 * @param limit most rows; null for all
 * @param after where the page before ended: its last row by its first columns, and how many rows there were; null for the first page
 */
record Selection(
        Columns columns,
        @Nullable Columns fields,
        @Nullable Column sort,
        boolean descending,
        @Nullable Integer limit,
        @Nullable List<String> after) {

    static final int GREATEST_LIMIT = 10_000;
    private static final int NAMING_COLUMNS = 3;
    private static final int KEYS = 3;

    /**
     * Rows that were selected.
     *
     * @param nextCursor where the next page begins; null on the last
     */
    record Selected(List<JsonNode> rows, @Nullable String nextCursor) {}

    /**
     * Reads what is wanted.
     *
     * @param served the parameters to see to; others are the endpoint's own
     */
    static Selection of(Columns columns, Params params, Set<Parameter> served) {
        String sort = served.contains(Parameter.SORT) ? params.text(Parameter.SORT) : null;
        boolean limited = served.contains(Parameter.LIMIT) && params.text(Parameter.LIMIT) != null;
        Selection selection = new Selection(
                columns,
                fields(columns, params),
                sort == null ? null : sortable(columns, sort.startsWith("-") ? sort.substring(1) : sort),
                sort != null && sort.startsWith("-"),
                limited ? Integer.valueOf(params.limit(1, GREATEST_LIMIT)) : null,
                served.contains(Parameter.CURSOR) ? Cursor.read(params, KEYS) : null);
        List<String> cursor = selection.after;
        if (cursor != null && (!cursor.getFirst().equals(selection.order()) || Cursor.number(cursor.get(1)) < 1)) {
            throw Cursor.invalid();
        }
        return selection;
    }

    /** The columns asked for by {@code fields}; null when all are. */
    static @Nullable Columns fields(Columns columns, Params params) {
        String names = params.text(Parameter.FIELDS);
        try {
            return names == null ? null : columns.chosen(names);
        } catch (Columns.UnknownColumn e) {
            throw Problem.invalid(Parameter.FIELDS.wireName(), String.valueOf(e.getMessage()));
        }
    }

    private static Column sortable(Columns columns, String name) {
        return columns.named(name)
                .filter(column -> column.type() != Column.Type.NESTED)
                .orElseThrow(() -> Problem.invalid(
                        Parameter.SORT.wireName(),
                        "a column, with '-' before it for greatest first: "
                                + String.join(
                                        ", ",
                                        columns.all().stream()
                                                .filter(column -> column.type() != Column.Type.NESTED)
                                                .map(Column::name)
                                                .toList())));
    }

    /** Sorts and takes the page. */
    Selected of(List<JsonNode> all) {
        List<JsonNode> rows = new ArrayList<>(all);
        if (sort != null) {
            rows.sort(byValue(sort.name(), descending));
        }
        int begin = after == null ? 0 : begin(rows, after);
        int end = limit == null ? rows.size() : Math.min(rows.size(), begin + limit);
        String next =
                end < rows.size() ? Cursor.write(order(), Integer.toString(end), naming(rows.get(end - 1))) : null;
        return new Selected(rows.subList(begin, end), next);
    }

    private String order() {
        return sort == null ? "" : (descending ? "-" : "") + sort.name();
    }

    /** Right after the row that the page before ended with; where it is gone, after as many rows. */
    private int begin(List<JsonNode> rows, List<String> cursor) {
        int expected = (int) Math.min(Cursor.number(cursor.get(1)), rows.size());
        if (expected > 0 && naming(rows.get(expected - 1)).equals(cursor.get(2))) {
            return expected;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (naming(rows.get(i)).equals(cursor.get(2))) {
                return i + 1;
            }
        }
        return expected;
    }

    private String naming(JsonNode row) {
        StringBuilder name = new StringBuilder();
        columns.all().stream()
                .limit(NAMING_COLUMNS)
                .forEach(column -> name.append(row.path(column.name()).asText()).append('\u001e'));
        return name.toString();
    }

    /** Numbers by value, all else as text; rows without a value last. */
    private static Comparator<JsonNode> byValue(String column, boolean descending) {
        Comparator<JsonNode> ascending = (a, b) -> a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.asText().compareTo(b.asText());
        Comparator<JsonNode> wanted = descending ? ascending.reversed() : ascending;
        return Comparator.comparing(
                (JsonNode row) -> row.hasNonNull(column) ? row.get(column) : null, Comparator.nullsLast(wanted));
    }
}
