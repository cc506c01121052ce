package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table of events hold, one event in a row. A column is a field of the event by its name; what the contract does not name becomes a
 * property.
 */
final class EventColumns {

    static final String ACTION = "action";
    static final String TIMESTAMP = "timestamp";
    static final String EVENT_ID = "event_id";

    private static final int MAX_NAME_CHARS = 256;

    /** Other names of columns, as they are often called; without case, spaces and underscores. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("event", ACTION),
            Map.entry("eventname", ACTION),
            Map.entry("eventtime", TIMESTAMP),
            Map.entry("eventdate", TIMESTAMP),
            Map.entry("occurredat", TIMESTAMP),
            Map.entry("sku", "product_id"),
            Map.entry("stockcode", "product_id"),
            Map.entry("productname", "product_title"),
            Map.entry("stock", "stock_on_hand"),
            Map.entry("city", "location"),
            Map.entry("utmsource", "campaign_source"),
            Map.entry("utmmedium", "campaign_medium"),
            Map.entry("utmcampaign", "campaign_name"));

    private static final List<String> NAMES = List.of(
            EVENT_ID,
            ACTION,
            "customer_id",
            "anonymous_id",
            "session_id",
            TIMESTAMP,
            "order_id",
            "cart_id",
            "product_id",
            "product_title",
            "product_price",
            "product_category",
            "product_brand",
            "product_image",
            "context_channel",
            "campaign_source",
            "campaign_medium",
            "campaign_name",
            "age_group",
            "registered_at",
            "ticket_id",
            "message_id",
            "referral_id",
            "referrer_id",
            "stock_on_hand");

    private final String[] header;
    private final String[] fields;
    private final String names;
    private final @Nullable Action action;

    private EventColumns(String[] header, String[] fields, @Nullable Action action) {
        this.header = header;
        this.fields = fields;
        this.names = String.join("|", fields);
        this.action = action;
    }

    /** Whether a table holds events rather than lines of orders: an option or a column says what they are. */
    static boolean isTableOfEvents(String[] header, CleaningOptions options) {
        return options.action() != null
                || options.mapping().containsValue(ACTION)
                || Arrays.stream(header)
                        .anyMatch(column -> fieldOf(column, Map.of()).equals(ACTION));
    }

    /**
     * Finds the fields by the names of the columns.
     *
     * @throws BadFileException when a column is missing, two hold the same field, or the mapping names a column that is not there
     */
    static EventColumns of(String[] header, CleaningOptions options) throws BadFileException {
        Map<String, String> mapping = new HashMap<>();
        options.mapping().forEach((column, field) -> mapping.put(Field.bare(column), field.strip()));
        String[] fields = new String[header.length];
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < header.length; i++) {
            fields[i] = fieldOf(header[i], mapping);
            Integer before = fields[i].isEmpty() ? null : seen.putIfAbsent(fields[i], i);
            if (before != null) {
                boolean oneName = Field.bare(header[before]).equals(Field.bare(header[i]));
                throw wrong("the columns " + (before + 1) + " and " + (i + 1) + " both look like " + shown(fields[i])
                        + (oneName ? "; rename one of them in the file" : "; say in the mapping which one is"));
            }
        }
        Set<String> bare =
                Set.copyOf(Arrays.stream(header).map(Field::bare).distinct().toList());
        for (String column : mapping.keySet()) {
            if (!bare.contains(column)) {
                throw wrong("the mapping names a column " + shown(column) + " that the file does not have");
            }
        }
        if (!seen.containsKey(TIMESTAMP)) {
            throw wrong("no column for timestamp; name it in the mapping");
        }
        if (options.action() != null && seen.containsKey(ACTION)) {
            throw wrong("the file has a column for action, so the option action must not be given");
        }
        return new EventColumns(header, fields, options.action());
    }

    private static String fieldOf(String column, Map<String, String> mapping) {
        String bare = Field.bare(column);
        String mapped = mapping.get(bare);
        if (mapped != null) {
            return mapped;
        }
        String alias = ALIASES.get(bare);
        if (alias != null) {
            return alias;
        }
        for (String name : NAMES) {
            if (Field.bare(name).equals(bare)) {
                return name;
            }
        }
        String plain = column.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "_");
        return plain.length() > MAX_NAME_CHARS ? plain.substring(0, MAX_NAME_CHARS) : plain;
    }

    /** All fields in their order. */
    String names() {
        return names;
    }

    int width() {
        return header.length;
    }

    /** The field of a column; empty for a column without a name, which is left out. */
    String field(int column) {
        return fields[column];
    }

    /** What a row is an event of, or null when no known action stands in it. */
    @Nullable
    Action action(String[] row) {
        if (action != null) {
            return action;
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].equals(ACTION)) {
                return Action.ofWireName(row[i].strip().toLowerCase(Locale.ROOT));
            }
        }
        return null;
    }

    /** The column's own name, for messages. */
    String name(String field) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].equals(field)) {
                return shown(header[i]);
            }
        }
        return field;
    }

    private static String shown(String name) {
        String bare = name.strip().replaceAll("\\p{Cntrl}", "?");
        return bare.length() > 40 ? bare.substring(0, 40) + "…" : bare;
    }

    private static BadFileException wrong(String message) {
        return new BadFileException(Problem.WRONG_COLUMNS, message);
    }
}
