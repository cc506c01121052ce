package io.tillstream.ingest.imports.clean;

import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where each field stands in a row. */
final class Columns {

    private static final int SHOWN_COLUMNS = 30;
    private static final int SHOWN_CHARS = 40;

    private final String[] header;
    private final int[] index = new int[Field.values().length];

    private Columns(String[] header, Map<Field, Integer> found) {
        this.header = header;
        for (Field field : Field.values()) {
            index[field.ordinal()] = found.getOrDefault(field, -1);
        }
    }

    /**
     * Finds the fields by the names of the columns.
     *
     * @param header the names of the columns
     * @param mapping column name to field name, for columns that are not called as the built-in shapes call them
     * @throws BadFileException when a required field is missing or two columns claim the same one
     */
    static Columns of(String[] header, Map<String, String> mapping) throws BadFileException {
        Map<Field, Integer> found = new EnumMap<>(Field.class);
        for (Map.Entry<String, String> entry : mapping.entrySet()) {
            Field field = Field.ofLabel(entry.getValue())
                    .orElseThrow(() -> wrong("the mapping names an unknown field " + shortened(entry.getValue())
                            + "; known are "
                            + Arrays.stream(Field.values()).map(Field::label).toList()));
            put(found, header, field, position(header, entry.getKey()));
        }
        List<Field> mapped = List.copyOf(found.keySet());
        for (int i = 0; i < header.length; i++) {
            if (found.containsValue(i)) {
                continue;
            }
            Field field = Field.ofColumn(header[i]).orElse(null);
            if (field != null && !mapped.contains(field)) {
                put(found, header, field, i);
            }
        }
        List<String> missing = Arrays.stream(Field.values())
                .filter(field -> field.required() && !found.containsKey(field))
                .map(Field::label)
                .toList();
        if (!missing.isEmpty()) {
            throw wrong(missingText(header, missing));
        }
        return new Columns(header, found);
    }

    /** Number of columns in the header. */
    int width() {
        return header.length;
    }

    /** The cell of a field, empty when the table has no such column. */
    String cell(String[] row, Field field) {
        int at = index[field.ordinal()];
        return at < 0 ? "" : row[at];
    }

    /** The field that a column holds, or null. */
    @Nullable
    Field field(int column) {
        for (Field field : Field.values()) {
            if (index[field.ordinal()] == column) {
                return field;
            }
        }
        return null;
    }

    boolean has(Field field) {
        return index[field.ordinal()] >= 0;
    }

    /** The column's own name, for messages. */
    String name(Field field) {
        int at = index[field.ordinal()];
        return at < 0 ? field.label() : shortened(header[at]);
    }

    /** Whether orders are called invoices here, as in the Online Retail data, where a leading C marks a cancelled one. */
    boolean hasInvoices() {
        return Field.bare(name(Field.ORDER_ID)).startsWith("invoice");
    }

    private static void put(Map<Field, Integer> found, String[] header, Field field, int position)
            throws BadFileException {
        Integer before = found.putIfAbsent(field, position);
        if (before != null && before != position) {
            boolean oneName = header[before].strip().equalsIgnoreCase(header[position].strip());
            throw wrong("the columns " + shortened(header[before]) + " and " + shortened(header[position])
                    + " both look like " + field.label()
                    + (oneName ? "; rename one of them in the file" : "; say in the mapping which one is"));
        }
    }

    /** The column of a name: the one that is called so, else the one whose name is the same but for spaces and signs. */
    private static int position(String[] header, String column) throws BadFileException {
        List<Integer> called = positions(header, name -> name.strip().equalsIgnoreCase(column.strip()));
        List<Integer> found =
                called.isEmpty() ? positions(header, name -> Field.bare(name).equals(Field.bare(column))) : called;
        if (found.isEmpty()) {
            throw wrong("the mapping names a column " + shortened(column) + " that the file does not have; it has "
                    + names(header));
        }
        if (found.size() > 1) {
            throw wrong("the mapping names a column " + shortened(column) + ", and the columns " + (found.get(0) + 1)
                    + " and " + (found.get(1) + 1) + " are both called so; rename one of them in the file");
        }
        return found.getFirst();
    }

    private static List<Integer> positions(String[] header, Predicate<String> wanted) {
        return IntStream.range(0, header.length)
                .filter(i -> wanted.test(header[i]))
                .boxed()
                .toList();
    }

    private static String missingText(String[] header, List<String> missing) {
        String text = "no column for " + String.join(", ", missing) + "; the file has " + names(header);
        return header.length == 1
                ? text + ", a single column: columns are separated by a comma, semicolon, tab or |"
                : text + "; name them in the mapping";
    }

    private static String names(String[] header) {
        return Arrays.stream(header)
                .limit(SHOWN_COLUMNS)
                .map(Columns::shortened)
                .collect(Collectors.joining(", ", "[", header.length > SHOWN_COLUMNS ? ", …]" : "]"));
    }

    private static String shortened(String name) {
        String bare = name.strip().replaceAll("\\p{Cntrl}", "?");
        return bare.length() > SHOWN_CHARS ? bare.substring(0, SHOWN_CHARS) + "…" : bare;
    }

    private static BadFileException wrong(String message) {
        return new BadFileException(Problem.WRONG_COLUMNS, message);
    }
}
