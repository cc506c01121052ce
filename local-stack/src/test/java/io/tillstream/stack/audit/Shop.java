package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A shop in which tests let things happen, one after the other in the order of the log; every event arrives when it happens unless said otherwise. */
final class Shop {

    static final Instant NOON = Instant.parse("2024-03-04T12:00:00Z");

    private final Recount recount;
    private final Consumer<CommerceEvent> sink;
    private final AtomicInteger ids = new AtomicInteger();
    private Context context = new Context("web", "mobile", "US", "Chicago", null);
    private Instant arrival = Instant.EPOCH;

    Shop() {
        this(ZoneId.of("UTC"));
    }

    Shop(ZoneId zone) {
        recount = new Recount("USD", zone);
        sink = event -> recount.accept(event, 0, arrival.equals(Instant.EPOCH) ? event.timestamp() : arrival);
    }

    /** A shop whose events go elsewhere. */
    Shop(Consumer<CommerceEvent> sink) {
        recount = new Recount("USD", ZoneId.of("UTC"));
        this.sink = sink;
    }

    static Instant at(String time) {
        return Instant.parse("2024-03-04T" + time + ":00Z");
    }

    static Item item(String product, String price, int quantity) {
        return new Item(product, "Title " + product, "Books", null, Micros.of(price), quantity, 0, null);
    }

    Shop in(Context newContext) {
        context = newContext;
        return this;
    }

    /** From now on, events arrive at this time of the broker. */
    Shop arriving(Instant time) {
        arrival = time;
        return this;
    }

    Envelope envelope(String customer, Instant at, String eventId) {
        return new Envelope(eventId, customer, null, null, at, "USD", context, Map.of());
    }

    private Envelope envelope(String customer, Instant at) {
        return envelope(customer, at, "e-" + ids.incrementAndGet());
    }

    Shop page(String customer, Instant at) {
        return log(new CommerceEvent.PageView(envelope(customer, at), null, null));
    }

    Shop view(String customer, Instant at, Item... items) {
        return log(new CommerceEvent.ViewItem(envelope(customer, at), List.of(items)));
    }

    Shop add(String customer, Instant at, Item... items) {
        return log(new CommerceEvent.AddToCart(envelope(customer, at), null, List.of(items)));
    }

    Shop remove(String customer, Instant at, Item... items) {
        return log(new CommerceEvent.RemoveFromCart(envelope(customer, at), null, List.of(items)));
    }

    Shop checkout(String customer, Instant at) {
        return log(new CommerceEvent.BeginCheckout(envelope(customer, at), null, List.of()));
    }

    Shop abandon(String customer, Instant at) {
        return log(new CommerceEvent.Abandon(envelope(customer, at), null, List.of()));
    }

    Shop buy(String customer, Instant at, String order, Item... items) {
        return log(new CommerceEvent.Purchase(envelope(customer, at), order, null, List.of(items)));
    }

    Shop refund(String customer, Instant at, String order, String amount, Item... items) {
        return log(new CommerceEvent.Refund(envelope(customer, at), order, Micros.of(amount), List.of(items)));
    }

    Shop identify(
            String customer,
            Instant at,
            @Nullable String ageGroup,
            @Nullable String location,
            @Nullable String country) {
        return log(new CommerceEvent.Identify(
                envelope(customer, at),
                new CustomerDetails(null, null, null, ageGroup, null, location, country, null)));
    }

    Shop log(CommerceEvent event) {
        sink.accept(event);
        return this;
    }

    /** The result at the moment of the newest event. */
    RecountResult count() {
        Instant newest = recount.finish(Instant.EPOCH).newestEventAt();
        return recount.finish(newest == null ? Instant.EPOCH : newest);
    }

    RecountResult countAt(Instant now) {
        return recount.finish(now);
    }

    RecountResult countLater(Duration later) {
        return recount.finish(Objects.requireNonNull(count().newestEventAt()).plus(later));
    }

    static CustomerProfile profile(RecountResult result, String customer) {
        return profile(result, customer, null);
    }

    static CustomerProfile profile(RecountResult result, String customer, @Nullable RfmCutPoints cutPoints) {
        return result.profiles(cutPoints).stream()
                .filter(profile -> profile.customerId().equals(customer))
                .findFirst()
                .orElseThrow();
    }

    static SalesCell sales(RecountResult result, String day, String dimension, String value) {
        return result.sales().stream()
                .filter(cell -> day.equals(cell.day() == null ? "all" : String.valueOf(cell.day())))
                .filter(cell ->
                        cell.dimension().equals(dimension) && cell.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    static FunnelCell funnel(RecountResult result, String time, String dimension, String value) {
        return result.funnel().stream()
                .filter(cell -> cell.hour().equals(at(time)))
                .filter(cell ->
                        cell.dimension().equals(dimension) && cell.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    static SeasonalityCell hour(RecountResult result, Instant hour) {
        return result.seasonality().stream()
                .filter(cell -> cell.hour().equals(hour))
                .findFirst()
                .orElseThrow();
    }

    static List<CartChange> carts(RecountResult result) {
        return result.carts().stream()
                .sorted(java.util.Comparator.comparing(CartChange::openedAt))
                .toList();
    }
}
