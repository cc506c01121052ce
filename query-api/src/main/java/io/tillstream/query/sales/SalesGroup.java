package io.tillstream.query.sales;

import io.tillstream.query.request.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What sales are split by. */
public enum SalesGroup {
    ALL(null, "'all'", "'all'", false, "total"),
    DAY(null, "o.day::text", "r.day::text", false, "total"),
    CATEGORY(Parameter.CATEGORY, "l.category", "rl.category", true, "category"),
    PRODUCT(null, "l.product_id", "rl.product_id", true, "product"),
    LOCATION(Parameter.LOCATION, "o.location", "r.location", false, "location"),
    COUNTRY(Parameter.COUNTRY, "o.country", "r.country", false, "country"),
    AGE_GROUP(Parameter.AGE_GROUP, "o.age_group", "r.age_group", false, "age_group"),
    CHANNEL(Parameter.CHANNEL, "o.channel", "r.channel", false, null),
    DEVICE(Parameter.DEVICE, "o.device", "r.device", false, null);

    /** The dimensions that a client may name. */
    public static final List<String> DIMENSIONS = Arrays.stream(values())
            .filter(group -> group != ALL && group != DAY)
            .map(SalesGroup::wireName)
            .toList();

    private final @Nullable Parameter filter;
    private final String orderKey;
    private final String refundKey;
    private final boolean ofLines;
    private final @Nullable String cellDimension;

    SalesGroup(
            @Nullable Parameter filter,
            String orderKey,
            String refundKey,
            boolean ofLines,
            @Nullable String cellDimension) {
        this.filter = filter;
        this.orderKey = orderKey;
        this.refundKey = refundKey;
        this.ofLines = ofLines;
        this.cellDimension = cellDimension;
    }

    /** The group of a dimension's name. */
    public static SalesGroup ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The filter on the same dimension, if there is one. */
    @Nullable
    Parameter filter() {
        return filter;
    }

    String orderKey() {
        return orderKey;
    }

    String refundKey() {
        return refundKey;
    }

    /** Whether the key is one of the lines of an order. */
    boolean ofLines() {
        return ofLines;
    }

    /** The dimension of sales cells, null when there are no such cells. */
    @Nullable
    String cellDimension() {
        return cellDimension;
    }
}
