package io.tillstream.ingest.imports.clean;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column may hold. The name in lower case is what a column mapping calls it. */
public enum Field {
    ORDER_ID(true, "invoiceno", "invoice", "orderno", "ordernumber"),
    PRODUCT_ID(true, "stockcode", "sku", "productcode"),
    TITLE(false, "description", "producttitle", "productname"),
    QUANTITY(true, "qty"),
    EVENT_TIME(true, "invoicedate", "orderdate", "timestamp", "eventdate"),
    PRICE(true, "unitprice"),
    CUSTOMER_ID(true),
    COUNTRY(false),
    CATEGORY(false, "productcategory"),
    BRAND(false),
    LOCATION(false, "city"),
    CHANNEL(false),
    CURRENCY(false),
    DISCOUNT(false);

    private final boolean required;
    private final List<String> aliases;

    Field(boolean required, String... aliases) {
        this.required = required;
        this.aliases = List.of(aliases);
    }

    /** Whether a table without such a column cannot be imported. */
    boolean required() {
        return required;
    }

    /** The name in a mapping, for example {@code event_time}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field that a column of this name holds when no mapping says otherwise. */
    static Optional<Field> ofColumn(String column) {
        String bare = bare(column);
        return Arrays.stream(values())
                .filter(field -> bare(field.name()).equals(bare) || field.aliases.contains(bare))
                .findFirst();
    }

    /** The field of a name in a mapping. */
    static Optional<Field> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(field -> bare(field.name()).equals(bare(label)))
                .findFirst();
    }

    /** Lower case, letters and digits only: {@code Customer ID}, {@code CustomerID} and {@code customer_id} are one name. */
    static String bare(String name) {
        StringBuilder bare = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                bare.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return bare.toString();
    }
}
