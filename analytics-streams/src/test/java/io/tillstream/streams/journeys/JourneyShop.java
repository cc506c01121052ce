package io.tillstream.streams.journeys;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellDeltas;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.customer.CustomerState;
import io.tillstream.streams.customer.CustomerStateCodec;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Feeds the journey facet, stores and reads each customer between any two events, and merges the changes of cells as they come. */
final class JourneyShop {

    private static final Facets FACETS = new Facets(List.of(new JourneyFacet()));

    private final BusinessTime calendar;
    private final CustomerStateCodec codec = new CustomerStateCodec(FACETS);
    private final Map<String, byte[]> customers = new HashMap<>();
    private final CellDeltas cells = new CellDeltas();
    private final Effects effects = new Effects();
    private int serial;

    JourneyShop() {
        this(BusinessTime.UTC);
    }

    JourneyShop(BusinessTime calendar) {
        this.calendar = calendar;
    }

    /** What happens at a time: one of the touchpoints, or {@code purchase 12.50}; behind a bar the campaign's source and medium. */
    JourneyShop at(String time, String... what) {
        Instant at = Instant.parse(time);
        for (String each : what) {
            take(event("ann", at, each));
            at = at.plusSeconds(60);
        }
        return this;
    }

    CommerceEvent event(String customer, Instant at, String what) {
        String[] parts = what.split(" \\| ");
        String[] names = parts.length > 1 ? parts[1].split(" ") : new String[0];
        Campaign campaign = parts.length > 1 ? new Campaign(names[0], names[1], null) : null;
        return event(customer, at, parts[0], new Context("web", "mobile", null, null, campaign));
    }

    CommerceEvent event(String customer, Instant at, String what, Context context) {
        String id = "e-" + ++serial;
        Envelope envelope = new Envelope(id, customer, null, null, at, null, context, Map.of());
        String[] words = what.split(" ");
        long micros = words.length > 1 ? Math.round(Double.parseDouble(words[1]) * 1_000_000) : 0;
        List<Item> items = List.of(new Item("p-1", null, null, null, micros, 1, 0, null));
        return switch (words[0]) {
            case "home" -> new CommerceEvent.PageView(envelope, "/", null);
            case "page" -> new CommerceEvent.PageView(envelope, "/about", null);
            case "search" -> new CommerceEvent.Search(envelope, "lamp");
            case "product" -> new CommerceEvent.ViewItem(envelope, items);
            case "cart" -> new CommerceEvent.AddToCart(envelope, null, items);
            case "checkout" -> new CommerceEvent.BeginCheckout(envelope, null, items);
            case "abandon" -> new CommerceEvent.Abandon(envelope, null, items);
            case "purchase" -> new CommerceEvent.Purchase(envelope, "o-" + id, null, items);
            default -> throw new IllegalArgumentException(what);
        };
    }

    void take(CommerceEvent event) {
        byte[] stored = customers.get(event.key());
        CustomerState state = stored == null ? CustomerState.empty(FACETS) : codec.decode(new byte[0], stored);
        state.update(event, serial, calendar, effects);
        effects.cells().rollUp();
        effects.cells().forEach((key, change) -> cells.at(key).merge(change));
        effects.clear();
        customers.put(event.key(), codec.encode(state));
    }

    /** Bytes that journeys add to a customer. */
    int stateBytes(String customer) {
        byte[] whole = Objects.requireNonNull(customers.get(customer));
        CustomerStateCodec without = new CustomerStateCodec(new Facets(List.of()));
        return whole.length - without.encode(without.decode(new byte[0], whole)).length;
    }

    List<JourneyCell> cells() {
        return published(JourneyCells.STEPS, JourneyCell.class);
    }

    List<JourneyPath> paths() {
        return published(JourneyCells.PATHS, JourneyPath.class);
    }

    List<ChannelCredit> credits() {
        return published(ChannelCells.CREDITS, ChannelCredit.class);
    }

    List<ChannelStep> channelSteps() {
        return published(ChannelCells.CHAIN, ChannelStep.class);
    }

    /** Steps over all days and places. */
    Map<String, Long> steps() {
        return sums(cells().stream()
                .flatMap(cell -> cell.steps().stream())
                .collect(Collectors.groupingBy(
                        step -> step.from() + " > " + step.to(), Collectors.summingLong(JourneyCell.Step::count))));
    }

    /** Paths with their outcome over all days and places. */
    Map<String, Long> pathCounts() {
        return sums(paths().stream()
                .collect(Collectors.groupingBy(
                        path -> path.pathText() + " = " + path.outcome(),
                        Collectors.summingLong(JourneyPath::sessions))));
    }

    /** Steps between channels over all days. */
    Map<String, Long> chain() {
        return sums(channelSteps().stream()
                .collect(Collectors.groupingBy(
                        step -> step.from() + " > " + step.to(), Collectors.summingLong(ChannelStep::count))));
    }

    private static Map<String, Long> sums(Map<String, Long> counts) {
        Map<String, Long> sums = new TreeMap<>(counts);
        sums.values().removeIf(count -> count == 0);
        return sums;
    }

    /** Credits over all days: first, last, linear in millionths, and their value in micros. */
    Map<String, List<Long>> creditSums() {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (ChannelCredit credit : credits()) {
            List<Long> own = List.of(
                    credit.firstTouch(),
                    credit.lastTouch(),
                    credit.linearMillionths(),
                    credit.firstTouchMicros(),
                    credit.lastTouchMicros(),
                    credit.linearMicros());
            sums.merge(credit.channel(), own, JourneyShop::sum);
        }
        sums.values().removeIf(sum -> sum.stream().allMatch(each -> each == 0));
        return sums;
    }

    private static List<Long> sum(List<Long> a, List<Long> b) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sum.add(a.get(i) + b.get(i));
        }
        return sum;
    }

    private <T> List<T> published(CellFamily family, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> found = new TreeMap<>();
        cells.forEach((CellKey key, Cell cell) -> {
            if (key.family().equals(family)) {
                @Nullable
                T before = found.put(family.recordKey(key), json.read(family.recordValue(key, cell, calendar)));
                if (before != null) {
                    throw new IllegalStateException("two cells under " + family.recordKey(key));
                }
            }
        });
        return List.copyOf(found.values());
    }
}
