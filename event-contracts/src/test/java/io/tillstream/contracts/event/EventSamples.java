package io.tillstream.contracts.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of every action, once with all fields and once with as few as possible. */
final class EventSamples {

    private static final Instant TIME = Instant.parse("2024-01-01T12:00:00.250Z");
    private static final List<Item> ITEMS = List.of(
            new Item("p-1", "Bücher \"1\"", "Books", "Acme", 29_990_000, 2, 1_500_000, "https://shop.example/1.jpg"),
            new Item("p-2", null, null, null, 1, 1, 0, null));

    private EventSamples() {}

    static Stream<CommerceEvent> all() {
        return Stream.concat(full().stream(), bare().stream());
    }

    private static Envelope envelope(@Nullable String customer, @Nullable String visitor, boolean full) {
        return full
                ? new Envelope(
                        "e-1",
                        customer,
                        visitor,
                        "s-1",
                        TIME,
                        "USD",
                        new Context("web", "mobile", "US", "Chicago", new Campaign("news", "email", "spring")),
                        properties())
                : new Envelope("e-2", customer, visitor, null, TIME, null, Context.UNKNOWN, Map.of());
    }

    /** In this order, so that what is written is the same in every run. */
    private static Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("note", "änderung \n 😀");
        properties.put("number", 12L);
        properties.put("ratio", new BigDecimal("0.10"));
        properties.put("deep", Map.of("list", List.of(true, "x", Map.of())));
        return properties;
    }

    private static List<CommerceEvent> full() {
        Envelope e = envelope("c-1", "v-1", true);
        List<CommerceEvent> events = new ArrayList<>(List.of(
                new CommerceEvent.PageView(e, "/books", "Books"),
                new CommerceEvent.ViewItem(e, ITEMS),
                new CommerceEvent.Search(e, "blue shoes"),
                new CommerceEvent.AddToCart(e, "k-1", ITEMS),
                new CommerceEvent.RemoveFromCart(e, "k-1", ITEMS),
                new CommerceEvent.BeginCheckout(e, "k-1", ITEMS),
                new CommerceEvent.Purchase(e, "o-1", "k-1", ITEMS),
                new CommerceEvent.Refund(e, "o-1", 100_000_000, ITEMS),
                new CommerceEvent.Abandon(e, "k-1", ITEMS),
                new CommerceEvent.Identify(e, details()),
                new CommerceEvent.CustomerUpdated(e, details()),
                new CommerceEvent.Unmerge(e),
                new CommerceEvent.ConsentChanged(e, "email", true),
                new CommerceEvent.SurveyAnswered(e, "csat", 5, "good"),
                new CommerceEvent.FeedbackGiven(e, "review", 4, "fine", "p-1", "o-1"),
                new CommerceEvent.TicketOpened(e, "t-1", "billing", "high"),
                new CommerceEvent.TicketUpdated(e, "t-1", "in_progress"),
                new CommerceEvent.TicketResolved(e, "t-1", 5),
                new CommerceEvent.ReferralSent(e, "r-1"),
                new CommerceEvent.ReferralConverted(e, "r-1", "c-9"),
                new CommerceEvent.PointsRedeemed(e, 250),
                new CommerceEvent.AdSpend(e, "search", 12_345_678),
                new CommerceEvent.ExperimentExposed(e, "checkout", "B"),
                new CommerceEvent.ProductUpdated(e, ITEMS.getFirst(), 12L)));
        for (Action action : messages()) {
            events.add(new CommerceEvent.Message(e, action, "m-1", "email"));
        }
        return events;
    }

    private static List<CommerceEvent> bare() {
        Envelope known = envelope("c-1", null, false);
        Envelope visitor = envelope(null, "v-1", false);
        Envelope nobody = envelope(null, null, false);
        List<Item> item = List.of(ITEMS.getLast());
        return List.of(
                new CommerceEvent.PageView(visitor, null, null),
                new CommerceEvent.ViewItem(visitor, item),
                new CommerceEvent.Search(visitor, null),
                new CommerceEvent.AddToCart(visitor, null, item),
                new CommerceEvent.RemoveFromCart(visitor, null, item),
                new CommerceEvent.BeginCheckout(visitor, null, List.of()),
                new CommerceEvent.Purchase(known, "o-1", null, item),
                new CommerceEvent.Refund(known, "o-1", 1, List.of()),
                new CommerceEvent.Abandon(visitor, null, List.of()),
                new CommerceEvent.Identify(known, new CustomerDetails(null, null, null, null, null, null, null, null)),
                new CommerceEvent.ConsentChanged(known, "email", false),
                new CommerceEvent.SurveyAnswered(known, "nps", 0, null),
                new CommerceEvent.FeedbackGiven(known, "complaint", null, null, null, null),
                new CommerceEvent.TicketOpened(known, "t-1", null, null),
                new CommerceEvent.TicketUpdated(known, "t-1", null),
                new CommerceEvent.TicketResolved(known, "t-1", null),
                new CommerceEvent.ReferralConverted(known, "r-1", null),
                new CommerceEvent.Message(known, Action.MESSAGE_SENT, "m-1", null),
                new CommerceEvent.AdSpend(nobody, "search", 0),
                new CommerceEvent.ProductUpdated(nobody, item.getFirst(), null));
    }

    private static CustomerDetails details() {
        return new CustomerDetails(
                "Ada Byron",
                "ada@shop.example",
                "+44 1",
                "36-45",
                "f",
                "London",
                "UK",
                Instant.parse("2020-02-29T00:00:00Z"));
    }

    private static List<Action> messages() {
        return List.of(
                Action.MESSAGE_SENT,
                Action.MESSAGE_DELIVERED,
                Action.MESSAGE_OPENED,
                Action.MESSAGE_CLICKED,
                Action.MESSAGE_UNSUBSCRIBED);
    }
}
