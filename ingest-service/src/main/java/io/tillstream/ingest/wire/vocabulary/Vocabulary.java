package io.tillstream.ingest.wire.vocabulary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.wire.CanonicalEvent;
import io.tillstream.ingest.wire.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a family of trackers calls what happens in a shop, as one table. Names of canonical actions are understood by every vocabulary.
 */
public final class Vocabulary {

    private static final Set<String> AMOUNTS = Set.of("value", "rating");
    private static final String ITEMS = "items";
    private static final String PROPERTIES = "properties.";

    private final String name;
    private final List<Term> terms;
    private final Map<String, List<String>> common;
    private final List<String> orderDiscount;
    private final LineReader lines;
    private final ItemFields itemFields;
    private final Map<String, Term> byName;

    /**
     * @param name its name in the documentation
     * @param itemFields what it calls the fields of a product
     * @param common canonical fields that any event may have, and the sender's that each is taken from
     * @param orderDiscount fields with a discount of a whole order
     * @param terms its rows
     */
    public Vocabulary(
            String name,
            ItemFields itemFields,
            Map<String, List<String>> common,
            List<String> orderDiscount,
            List<Term> terms) {
        this.name = name;
        this.itemFields = itemFields;
        this.common = common;
        this.orderDiscount = orderDiscount;
        this.terms = List.copyOf(terms);
        lines = new LineReader(itemFields);
        Map<String, Term> index = new HashMap<>();
        for (Term term : terms) {
            for (String each : term.names()) {
                if (index.put(normal(each), term) != null) {
                    throw new IllegalArgumentException(name + " has " + each + " twice");
                }
            }
        }
        for (Action action : Action.values()) {
            index.putIfAbsent(normal(action.wireName()), Term.of(action, Term.Lines.OWN, action.wireName()));
        }
        byName = Map.copyOf(index);
    }

    /** Its name in the documentation. */
    public String name() {
        return name;
    }

    /** Its rows. */
    public List<Term> terms() {
        return terms;
    }

    /** The row of an event's name, or null. */
    public @Nullable Term find(String event) {
        return byName.get(normal(event));
    }

    /**
     * Fills an event from the sender's fields.
     *
     * @param term the row of its name, which is an action
     * @param fields the sender's fields; those that are taken are removed, and what is left is kept in the properties
     */
    public void fill(Term term, ObjectNode fields, CanonicalEvent event) {
        Action action = term.action();
        if (action == null) {
            throw new IllegalArgumentException(term.names() + " is no action");
        }
        event.action(action);
        term.constants().forEach(event::put);
        term.fields().forEach((canonical, senders) -> take(canonical, senders, fields, event));
        ArrayNode items = items(term, fields);
        if (items != null) {
            event.put("items", items);
        }
        common.forEach((canonical, senders) -> {
            if (!term.fields().containsKey(canonical)) {
                take(canonical, senders, fields, event);
            }
        });
        if (items != null && action == Action.PURCHASE) {
            shareDiscount(fields, items);
        }
        if (items != null && action == Action.REFUND && event.get("value") == null) {
            event.put("value", DecimalNode.valueOf(total(items)));
        }
        fields.properties().forEach(field -> event.keep(field.getKey(), field.getValue()));
    }

    /** What the sender calls a field of the canonical form, {@code items[0].item_id} for {@code items[0].product_id}; the same where it has no name of its own. */
    public String sendersField(Term term, String field) {
        int end = field.indexOf("].");
        if (field.startsWith(ITEMS) && end > 0) {
            String inside = field.substring(end + 2);
            return itemFields.list()
                    + field.substring(ITEMS.length(), end + 2)
                    + itemFields.names().getOrDefault(inside, List.of(inside)).getFirst();
        }
        if (field.equals(ITEMS)) {
            return itemFields.list();
        }
        String plain = field.startsWith(PROPERTIES) ? field.substring(PROPERTIES.length()) : field;
        List<String> senders = term.fields().getOrDefault(plain, common.getOrDefault(plain, List.of(plain)));
        return senders.getFirst();
    }

    private @Nullable ArrayNode items(Term term, ObjectNode fields) {
        if (term.lines() == Term.Lines.NONE) {
            return null;
        }
        ArrayNode list = lines.list(fields);
        return list == null && term.lines() == Term.Lines.OWN ? lines.own(fields) : list;
    }

    private static void take(String canonical, List<String> senders, ObjectNode fields, CanonicalEvent event) {
        JsonNode value = LineReader.take(fields, senders);
        if (value != null) {
            JsonNode number = AMOUNTS.contains(canonical) ? Json.number(value) : value;
            String text = number.isNumber() && !AMOUNTS.contains(canonical) ? number.asText() : null;
            if (text == null) {
                event.put(canonical, number);
            } else {
                event.put(canonical, text);
            }
        }
    }

    private void shareDiscount(ObjectNode fields, ArrayNode items) {
        for (String field : orderDiscount) {
            BigDecimal discount = Json.decimal(fields, field);
            if (discount != null && OrderDiscount.share(discount, items)) {
                return;
            }
        }
    }

    /** What the lines come to, as far as they can be read. */
    private static BigDecimal total(ArrayNode items) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode item : items) {
            BigDecimal price = Json.decimal(item, "price");
            BigDecimal quantity = item.has("quantity") ? Json.decimal(item, "quantity") : BigDecimal.ONE;
            BigDecimal discount = Json.decimal(item, "discount");
            if (price != null && quantity != null) {
                total = total.add(price.multiply(quantity)).subtract(discount == null ? BigDecimal.ZERO : discount);
            }
        }
        return total;
    }

    private static String normal(String event) {
        StringBuilder plain = new StringBuilder(event.length());
        for (int i = 0; i < event.length(); i++) {
            char c = event.charAt(i);
            if (c != ' ' && c != '_' && c != '-') {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** The whole table in Markdown, as the documentation shows it. */
    public String table() {
        StringBuilder table = new StringBuilder("| event | is | from |\n|---|---|---|\n");
        terms.forEach(term -> table.append(term.describe()).append('\n'));
        return table.toString();
    }

    /** The fields of a product in Markdown, as the documentation shows them. */
    public String productTable() {
        StringBuilder table = new StringBuilder("| of a product | from |\n|---|---|\n");
        itemFields.names().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> table.append("| `")
                        .append(field.getKey())
                        .append("` | `")
                        .append(String.join("`, `", field.getValue()))
                        .append("` |\n"));
        return table.toString();
    }
}
