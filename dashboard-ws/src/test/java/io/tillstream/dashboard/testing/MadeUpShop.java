package io.tillstream.dashboard.testing;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broker with made-up figures, to look at the page while working on it: {@code MadeUpShop <folder> <port> [customers] [once]}. Then a few figures move
 * every half second. The figures look like a shop's but do not add up.
 */
public final class MadeUpShop {

    private static final long UNIT = 1_000_000;
    private static final int DAYS = 400;
    private static final List<String> CATEGORIES = List.of("Electronics", "Clothing", "Food", "Books", "Home");
    private static final List<String> CITIES = List.of("New York", "Los Angeles", "Chicago", "Houston", "Phoenix");
    private static final List<String> SEGMENTS = List.of(
            "Champions",
            "Loyal",
            "Potential Loyalists",
            "New Customers",
            "Need Attention",
            "At Risk",
            "Hibernating",
            "Lost");

    private final PublicTopics topics;
    private final Random random = new Random(7);
    private long totalOrders;
    private long totalNet;
    private long today;
    private long todayOrders;

    private MadeUpShop(PublicTopics topics) {
        this.topics = topics;
    }

    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_500;
        try (LocalBroker broker = LocalBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
                PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
            MadeUpShop shop = new MadeUpShop(topics);
            if (customers > 0) {
                shop.history(Instant.now(), customers);
            }
            topics.flush();
            while (customers > 0) {
                shop.moment(Instant.now());
                topics.flush();
                Thread.sleep(500);
            }
            Thread.sleep(Duration.ofHours(1));
        }
    }

    /** A shop with a past, whose figures then stand still. */
    public static void fill(PublicTopics topics, Instant now, int customers) {
        new MadeUpShop(topics).history(now, customers);
        topics.flush();
    }

    private void history(Instant now, int customers) {
        sales(now);
        hours(now);
        for (int i = 0; i < customers; i++) {
            customer(now, i);
        }
        for (int i = 0; i < 120; i++) {
            cart(now.minusSeconds(random.nextInt(6 * 86_400)), i);
        }
        for (int i = 0; i < 60; i++) {
            purchase(now.minusSeconds(60L * (60 - i)));
        }
        MadeUpModels.publish(topics, now);
        topics.cutPoints(new RfmCutPoints(
                now,
                now,
                customers,
                true,
                List.of(200, 90, 40, 10).stream()
                        .map(d -> now.minus(Duration.ofDays(d)))
                        .toList(),
                List.of(1L, 2L, 4L, 8L),
                List.of(50 * UNIT, 150 * UNIT, 400 * UNIT, 1200 * UNIT)));
    }

    private void sales(Instant now) {
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (int back = DAYS; back >= 0; back--) {
            LocalDate day = last.minusDays(back);
            double season =
                    1 + 0.35 * Math.sin(back / 58.0) + (day.getDayOfWeek().getValue() >= 6 ? 0.45 : 0);
            long orders = Math.max(3, Math.round(60 * season + 9 * random.nextGaussian()));
            long net = orders * (long) (62.4 * UNIT + 6 * UNIT * random.nextGaussian());
            totalOrders += orders;
            totalNet += net;
            today = net;
            todayOrders = orders;
            topics.sales(cell("day", day, "total", "all", null, null, orders, net, now));
        }
        topics.sales(cell("all", null, "total", "all", null, null, totalOrders, totalNet, now));
        split("category", CATEGORIES, now);
        split("location", CITIES, now);
        split("country", List.of("US", "GB", "DE", "FR", "unknown"), now);
        split("age_group", List.of("18-25", "26-35", "36-45", "46-55", "55+"), now);
        for (int i = 0; i < 200; i++) {
            topics.sales(cell(
                    "all",
                    null,
                    "product",
                    "p-" + i,
                    product(i),
                    CATEGORIES.get(i % 5),
                    4_000 / (i + 3),
                    300_000 * UNIT / (i + 4),
                    now));
        }
    }

    private static String product(int i) {
        String[] names = {
            "Wireless headphones",
            "Linen shirt",
            "Single-origin coffee beans, 1 kg",
            "The Quiet Harbour (hardback)",
            "Oak side table"
        };
        return names[i % 5] + (i < 5 ? "" : " " + (i / 5 + 1));
    }

    private void split(String dimension, List<String> values, Instant now) {
        for (int i = 0; i < values.size(); i++) {
            long part = values.size() + 3 - i;
            topics.sales(cell(
                    "all",
                    null,
                    dimension,
                    values.get(i),
                    null,
                    null,
                    totalOrders * part / 30,
                    totalNet / 30 * part,
                    now));
        }
    }

    private static SalesCell cell(
            String period,
            @Nullable LocalDate day,
            String dimension,
            String value,
            @Nullable String title,
            @Nullable String category,
            long orders,
            long net,
            Instant now) {
        return new SalesCell(
                period,
                day,
                dimension,
                value,
                title,
                category,
                orders,
                orders * 2,
                net + net / 40,
                net / 40,
                net,
                orders / 30,
                2,
                orders * 3 / 4,
                orders * 22,
                orders * 3,
                40L,
                now);
    }

    private void hours(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(90));
        for (; !hour.isAfter(now); hour = hour.plus(Duration.ofHours(1))) {
            int ofDay = hour.atOffset(ZoneOffset.UTC).getHour();
            int weekday = hour.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue();
            double busy = Math.max(0.05, Math.sin((ofDay - 5) / 18.0 * Math.PI)) * (weekday >= 6 ? 1.5 : 1);
            long visits = Math.round(busy * (60 + random.nextInt(20)));
            long orders = Math.round(visits * 0.045);
            topics.seasonality(new SeasonalityCell(
                    hour,
                    LocalDate.ofInstant(hour, ZoneOffset.UTC),
                    ofDay,
                    weekday,
                    orders,
                    orders * 2,
                    orders * 64 * UNIT,
                    visits,
                    now));
            topics.funnel(new FunnelCell(
                    hour,
                    "total",
                    "all",
                    visits,
                    visits * 3 / 4,
                    visits / 4,
                    visits / 8,
                    orders,
                    orders / 9,
                    visits / 4,
                    orders,
                    visits / 4 - orders - visits / 40,
                    visits / 50,
                    visits / 40,
                    visits * 9 * UNIT,
                    visits * UNIT,
                    now));
        }
    }

    private void customer(Instant now, int i) {
        double rate = Math.exp(1.1 * random.nextGaussian());
        long orders = Math.max(1, Math.round(3 * rate));
        long net = (long) (orders * UNIT * 45 * Math.exp(0.6 * random.nextGaussian()));
        int recency = (int) Math.min(390, -Math.log(1 - random.nextDouble()) * 110 / Math.sqrt(rate));
        RfmScore score = new RfmScore(
                step(recency, 10, 40, 90, 200, true),
                step(orders, 2, 3, 5, 9, false),
                step(net / UNIT, 50, 150, 400, 1200, false));
        Instant last = now.minus(Duration.ofDays(recency)).minusSeconds(60);
        CustomerProfile plain = new CustomerProfile(
                "c-" + (10_000 + i),
                last.minus(Duration.ofDays(30)),
                last,
                last.minus(Duration.ofDays(20)),
                last,
                orders,
                orders * 2,
                net,
                0,
                net,
                net / orders,
                recency,
                20,
                4.0,
                (int) orders,
                orders * 3,
                4.0,
                5,
                score,
                segment(score),
                recency > 180 ? "High" : recency > 90 ? "Medium" : "Low",
                "rule",
                "26-35",
                "f",
                "Chicago",
                "US",
                "web",
                now,
                now);
        topics.profile(MadeUpModels.scored(plain, i));
    }

    private static int step(double value, double a, double b, double c, double d, boolean reversed) {
        int score = 1 + (value > a ? 1 : 0) + (value > b ? 1 : 0) + (value > c ? 1 : 0) + (value > d ? 1 : 0);
        return reversed ? 6 - score : score;
    }

    private static String segment(RfmScore s) {
        int r = s.recency();
        int f = s.frequency();
        int m = s.monetary();
        if (r >= 4 && f >= 4 && m >= 4) {
            return SEGMENTS.get(0);
        }
        if (r >= 3 && f >= 3 && m >= 3) {
            return SEGMENTS.get(1);
        }
        if (r >= 4 && f <= 2 && m <= 2) {
            return SEGMENTS.get(3);
        }
        if (r >= 3 && f <= 3 && m <= 3) {
            return SEGMENTS.get(2);
        }
        if (r <= 2 && f >= 3 && m >= 3) {
            return SEGMENTS.get(5);
        }
        return r <= 2 && f <= 2 && m <= 2 ? SEGMENTS.get(7) : r >= 3 ? SEGMENTS.get(4) : SEGMENTS.get(6);
    }

    private void cart(Instant at, int i) {
        List<CartChange.Line> lines = List.of(
                new CartChange.Line("p-" + i % 20, product(i % 20), "Books", 1 + i % 3, 30 * UNIT),
                new CartChange.Line("p-3", product(3), "Books", 1, 12 * UNIT));
        topics.cart(new CartChange(
                "c-" + i + "@" + at.toEpochMilli(),
                "c-" + (10_000 + i),
                null,
                "abandoned",
                at.minusSeconds(1900),
                at,
                (30 * (1 + i % 7) + 12) * UNIT,
                lines,
                null));
    }

    private void purchase(Instant at) {
        int i = random.nextInt(40);
        Item item = new Item(
                "p-" + i,
                product(i),
                CATEGORIES.get(i % 5),
                null,
                (20 + i) * UNIT + 990_000,
                1 + random.nextInt(3),
                0,
                null);
        Envelope envelope = new Envelope(
                UUID.randomUUID().toString(),
                "c-" + (10_000 + random.nextInt(1_500)),
                null,
                null,
                at,
                "USD",
                new Context("web", "mobile", "US", CITIES.get(random.nextInt(5)), null),
                Map.of());
        topics.event(
                random.nextInt(12) == 0
                        ? new CommerceEvent.Refund(
                                envelope, "o-" + at.toEpochMilli(), item.amountMicros(), List.of(item))
                        : new CommerceEvent.Purchase(envelope, "o-" + at.toEpochMilli(), null, List.of(item)));
    }

    private void moment(Instant now) {
        purchase(now);
        totalOrders++;
        totalNet += 63 * UNIT;
        today += 63 * UNIT;
        todayOrders++;
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        topics.sales(cell("all", null, "total", "all", null, null, totalOrders, totalNet, now));
        topics.sales(cell("day", day, "total", "all", null, null, todayOrders, today, now));
        customer(now, random.nextInt(1_500));
        if (random.nextInt(4) == 0) {
            cart(now, random.nextInt(1_000));
            topics.transition(new SegmentTransition("c-10001", "Loyal", "Champions", "344", "444", "purchase", now));
        }
    }
}
