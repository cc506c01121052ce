package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.TextPair;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All events of one session, and what they come to. */
final class JourneySession {

    private static final String PURCHASE = "purchase";
    private static final List<String> KINDS =
            List.of("home", "page", "search", "product", "cart", "checkout", "abandon", PURCHASE);
    private static final int FOLLOWED = 50;
    private static final int SHOWN = 6;

    private final List<Touch> touches = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>(0);
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    /** One event: what it was, where, and the marketing channel its campaign names, if any. */
    private record Touch(
            long at, int kind, TextPair place, @Nullable String marketing) {}

    /** One order. */
    record Order(long at, long grossMicros, TextPair place) {}

    /** What is left of a session for the paths between channels. */
    record Visit(long start, String marketing, List<Order> orders) {}

    void add(CommerceEvent event) {
        Context context = event.envelope().context();
        TextPair place = new TextPair(Visitor.known(context.channel(), null), Visitor.known(context.device(), null));
        long at = event.timestamp().toEpochMilli();
        start = Math.min(start, at);
        end = Math.max(end, at);
        touches.add(new Touch(at, KINDS.indexOf(kind(event)), place, Marketing.channel(context.campaign())));
        if (event instanceof CommerceEvent.Purchase purchase) {
            orders.add(new Order(at, purchase.grossMicros(), place));
        }
    }

    void addAll(JourneySession other) {
        start = Math.min(start, other.start);
        end = Math.max(end, other.end);
        touches.addAll(other.touches);
        orders.addAll(other.orders);
    }

    private static String kind(CommerceEvent event) {
        return switch (event) {
            case CommerceEvent.PageView view -> isFirstPage(view.url()) ? "home" : "page";
            case CommerceEvent.Search search -> "search";
            case CommerceEvent.ViewItem view -> "product";
            case CommerceEvent.AddToCart add -> "cart";
            case CommerceEvent.RemoveFromCart remove -> "cart";
            case CommerceEvent.BeginCheckout checkout -> "checkout";
            case CommerceEvent.Abandon abandon -> "abandon";
            case CommerceEvent.Purchase purchase -> PURCHASE;
            default -> throw new IllegalArgumentException(event.action() + " is of no session");
        };
    }

    private static boolean isFirstPage(@Nullable String url) {
        if (url == null) {
            return false;
        }
        String path = url.replaceFirst("(?s)[?#].*", "")
                .replaceFirst("(?s)^.*?://[^/]*", "")
                .replaceFirst("^/", "")
                .replaceFirst("/$", "");
        return List.of("", "home", "index.html").contains(path);
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    Visit visit() {
        String marketing = touches.stream()
                .filter(touch -> touch.marketing != null)
                .min(Comparator.comparingLong(Touch::at).thenComparing(touch -> String.valueOf(touch.marketing)))
                .map(touch -> String.valueOf(touch.marketing))
                .orElse("direct");
        return new Visit(start(), marketing, List.copyOf(orders));
    }

    /** Counts its steps and its path. */
    void count(JourneyBooks books) {
        LocalDate day = books.day(start());
        TextPair place = touches.stream()
                .min(Comparator.comparingLong(Touch::at)
                        .thenComparingInt(Touch::kind)
                        .thenComparing(touch -> touch.place.text()))
                .orElseThrow()
                .place;
        List<String> path = path();
        String before = "start";
        for (String next : path) {
            books.step(day, place, before, next);
            before = next;
        }
        int last = path.size() - 1;
        List<String> shown = new ArrayList<>(path.subList(0, Math.min(last, SHOWN)));
        if (last > SHOWN) {
            shown.add("more");
        }
        books.path(day, place, path.get(last), shown);
    }

    /** Touchpoints without repeats, and how it ended. */
    private List<String> path() {
        Collection<List<Long>> moments = new TreeSet<>(
                Comparator.<List<Long>>comparingLong(List::getFirst).thenComparingLong(List::getLast));
        touches.forEach(touch -> moments.add(List.of(touch.at, (long) touch.kind)));
        List<String> kinds = moments.stream()
                .map(moment -> KINDS.get(moment.getLast().intValue()))
                .toList();
        int bought = kinds.indexOf(PURCHASE);
        List<String> before = bought < 0 ? kinds : kinds.subList(0, bought);
        List<String> path = new ArrayList<>();
        for (String kind : before.subList(0, Math.min(before.size(), FOLLOWED))) {
            if (path.isEmpty() || !path.getLast().equals(kind)) {
                path.add(kind);
            }
        }
        if (before.size() > FOLLOWED) {
            path.add("more");
        }
        path.add(bought < 0 ? "leave" : "conversion");
        return path;
    }
}
