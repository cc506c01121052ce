package io.tillstream.dashboard.sales;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The sales that the page shows: the total by day, and the standing of all time by category, place, age group and product. Other cells are skipped by
 * their key, unread. Grows by one row a day, plus at most {@link #MAX_VALUES} rows per dimension.
 */
public final class SalesBook implements RecordReader {

    /** Values of one dimension that are kept; further ones are left out and counted. */
    static final int MAX_VALUES = 5_000;

    private static final String ALL_TIME = "all||";
    private static final String DAY = "day|";
    private static final String TOTAL = "|total|";
    private static final String PRODUCT = "product";

    private final OutputJson<SalesCell> json = OutputJson.of(SalesCell.class);
    private final NavigableMap<LocalDate, SalesCell> days = new TreeMap<>();
    private final Map<String, Map<String, SalesCell>> standings = new TreeMap<>();
    private final ProductBoard products = new ProductBoard();
    private final ProductTitles titles = new ProductTitles();
    private final Freshness freshness;
    private final Link link;
    private final Clock clock;
    private @Nullable SalesCell total;
    private long version;
    private long standingsVersion;
    private long productsVersion;

    /** @param freshness learns how fresh the cells are */
    public SalesBook(Freshness freshness, Link link, Clock clock) {
        this.freshness = freshness;
        this.link = link;
        this.clock = clock;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith(ALL_TIME)) {
            allTime(read(record.value()));
        } else if (key.startsWith(DAY) && key.indexOf(TOTAL, DAY.length()) == key.indexOf('|', DAY.length())) {
            day(read(record.value()));
        }
    }

    private SalesCell read(byte[] value) {
        SalesCell cell = json.read(value);
        freshness.figure(cell.freshThrough(), clock.instant(), link.caughtUp());
        return cell;
    }

    private void day(SalesCell cell) {
        LocalDate day = cell.day();
        if (day != null) {
            days.put(day, cell);
            version++;
        }
    }

    private void allTime(SalesCell cell) {
        switch (cell.dimension()) {
            case "total" -> {
                total = cell;
                version++;
            }
            case PRODUCT -> {
                products.put(cell);
                titles.put(cell.value(), cell.title());
                productsVersion++;
            }
            default -> {
                Map<String, SalesCell> values =
                        standings.computeIfAbsent(cell.dimension(), dimension -> new HashMap<>());
                if (values.size() < MAX_VALUES || values.containsKey(cell.value())) {
                    values.put(cell.value(), cell);
                    standingsVersion++;
                }
            }
        }
    }

    /** All sales of all time; null before the first. */
    public @Nullable SalesCell total() {
        return total;
    }

    /** Total sales by business day, ascending. */
    public NavigableMap<LocalDate, SalesCell> days() {
        return days;
    }

    /** Standing of all time by dimension and value. */
    Map<String, Map<String, SalesCell>> standings() {
        return standings;
    }

    /** The best products. */
    ProductBoard products() {
        return products;
    }

    /** The products' titles. */
    public ProductTitles titles() {
        return titles;
    }

    /** Differs after every change of the totals. */
    public long version() {
        return version;
    }

    /** Differs after every change of the standings. */
    long standingsVersion() {
        return standingsVersion;
    }

    /** Differs after every change of a product. */
    long productsVersion() {
        return productsVersion;
    }
}
