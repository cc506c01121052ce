package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.FunnelLedger.FunnelTally;
import io.tillstream.stack.audit.HourLedger.HourTally;
import io.tillstream.stack.audit.SalesLedger.Buyer;
import io.tillstream.stack.audit.SalesLedger.SalesTally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the event log from its start, one record after the other, by the definitions and nothing else: maps, sums and if. Records of one partition are given
 * in the order of their offsets; the partitions may be mixed in any way. Not thread-safe.
 */
public final class Recount {

    private final EventReader reader;
    private final Calendar calendar;
    private final SeenIds seen = new SeenIds();
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<String, Integer> productNumbers = new HashMap<>();
    private final Map<Integer, VirtualTime> times = new HashMap<>();
    private final Map<Integer, PartitionTally> partitions = new TreeMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final SalesLedger sales;
    private final FunnelLedger funnel;
    private final HourLedger hours;
    private final ExperienceLedger experience;
    private final JourneyBooks journeys;
    private final PurchasingLedger purchasing;
    private final ReferralLedger referrals = new ReferralLedger();
    private final LoyaltyProgram program;
    private final Persons persons = new Persons();
    private final AcquisitionLedger acquisition;
    private final CommunicationLedger communication;
    private long records;
    private long repeated;

    /** Everything counted so far. */
    record Books(
            Calendar calendar,
            long records,
            long repeated,
            List<Rejection> rejections,
            Map<String, Customer> customers,
            Map<SalesLedger.Key, SalesTally> sales,
            Map<FunnelLedger.Key, FunnelTally> funnel,
            Map<Long, HourTally> hours,
            ExperienceLedger experience,
            JourneyBooks journeys,
            PurchasingLedger purchasing,
            ReferralLedger referrals,
            LoyaltyProgram program,
            AcquisitionLedger acquisition,
            CommunicationLedger communication,
            Map<Integer, VirtualTime> times,
            Map<Integer, PartitionTally> partitions,
            Set<String> joined,
            Map<String, VisitorIdentity> identities) {}

    /**
     * @param currency the reporting currency, null to take any
     * @param zone the business time zone
     */
    public Recount(@Nullable String currency, ZoneId zone) {
        this(currency, zone, LoyaltyProgram.USUAL);
    }

    /**
     * @param currency the reporting currency, null to take any
     * @param zone the business time zone
     * @param program the loyalty programme
     */
    public Recount(@Nullable String currency, ZoneId zone, LoyaltyProgram program) {
        this.program = program;
        reader = new EventReader(currency);
        calendar = new Calendar(zone);
        sales = new SalesLedger(calendar);
        funnel = new FunnelLedger(calendar);
        hours = new HourLedger(calendar);
        experience = new ExperienceLedger(calendar);
        journeys = new JourneyBooks(calendar);
        purchasing = new PurchasingLedger(calendar);
        acquisition = new AcquisitionLedger(calendar);
        communication = new CommunicationLedger(calendar);
    }

    /**
     * Counts one record of the event topic.
     *
     * @param appendedAt when the broker took it
     */
    public void accept(byte @Nullable [] key, byte @Nullable [] value, int partition, long offset, Instant appendedAt) {
        try {
            if (value == null) {
                throw new InvalidEventException("$", "the record has no value; an event is a JSON object");
            }
            CommerceEvent event = reader.read(value, appendedAt);
            RecordKey.check(key, event);
            accept(event, partition, appendedAt);
        } catch (InvalidEventException e) {
            records++;
            PartitionTally tally = tally(partition);
            tally.records++;
            tally.rejected++;
            String origin = TopicCatalogue.EVENTS.name() + "-" + partition + "@" + offset;
            rejections.add(new Rejection(origin, e.field(), e.reason(), Rejection.digest(key, value)));
        }
    }

    /** Counts one event that was already read. */
    public void accept(CommerceEvent event, int partition, Instant appendedAt) {
        records++;
        long at = event.timestamp().toEpochMilli();
        long appended = appendedAt.toEpochMilli();
        times.computeIfAbsent(partition, p -> new VirtualTime()).note(at, appended);
        PartitionTally tally = tally(partition);
        tally.records++;
        if (event instanceof CommerceEvent.Unmerge unmerge) {
            persons.undo(unmerge);
            tally.noCustomers++;
            return;
        }
        if (persons.concerns(event)) {
            keep(event, at, appended, partition, tally);
            return;
        }
        if (isRepeated(event, appended)) {
            repeated++;
            tally.repeated++;
            return;
        }
        switch (event) {
            case CommerceEvent.ProductUpdated updated -> {
                sales.catalogued(at, updated);
                tally.noCustomers++;
            }
            case CommerceEvent.AdSpend spend -> {
                acquisition.note(spend);
                tally.noCustomers++;
            }
            default -> {
                ofCustomer(event, at, appended, partition);
                tally.count(at, appended);
            }
        }
    }

    private void keep(CommerceEvent event, long at, long appended, int partition, PartitionTally tally) {
        if (isDelivered("event ", event, appended)) {
            repeated++;
            tally.repeated++;
        } else {
            persons.keep(event, at, appended, partition);
            tally.count(at, appended);
        }
    }

    /** Counts an event of which only now is known whose it is. */
    private void resolved(CommerceEvent event, long at, long appended, int partition) {
        if (isDelivered("resolved ", event, appended) || isBooked(event, appended)) {
            repeated++;
        } else {
            ofCustomer(event, at, appended, partition);
        }
    }

    /** Whether what came since {@link #finish} says that visitors are others than they seemed; all must be counted from the beginning. */
    public boolean isStale() {
        return persons.isStale();
    }

    private PartitionTally tally(int partition) {
        return partitions.computeIfAbsent(partition, p -> new PartitionTally());
    }

    /**
     * Closes the count.
     *
     * @param now the wall clock, which goes on while the log is idle
     */
    public RecountResult finish(Instant now) {
        return finish(now, CartWitness.NONE);
    }

    /** Closes the count; the witness settles which carts whose time runs out at this very moment are taken as abandoned. */
    RecountResult finish(Instant now, CartWitness witness) {
        if (persons.isStale()) {
            throw new IllegalStateException("events came that change who visitors are; count from the beginning");
        }
        persons.resolve(this::resolved);
        Books books = new Books(
                calendar,
                records,
                repeated,
                rejections,
                customers,
                sales.cells(),
                funnel.cells(),
                hours.hours(),
                experience,
                journeys,
                purchasing,
                referrals,
                program,
                acquisition,
                communication,
                times,
                partitions,
                persons.joined(),
                persons.identities());
        return new RecountResult(books, now, witness);
    }

    /** An event id counts once in 7 days of delivery (whole days of UTC); an order and a refund once for ever. */
    private boolean isRepeated(CommerceEvent event, long appended) {
        return isDelivered("event ", event, appended) || isBooked(event, appended);
    }

    private boolean isDelivered(String scope, CommerceEvent event, long appended) {
        long day = Math.floorDiv(appended, Calendar.DAY);
        return !seen.isNew(scope + event.key(), event.envelope().eventId(), day, 7);
    }

    private boolean isBooked(CommerceEvent event, long appended) {
        String whose = event.key();
        long day = Math.floorDiv(appended, Calendar.DAY);
        return switch (event) {
            case CommerceEvent.Purchase purchase ->
                !seen.isNew("order " + whose, purchase.orderId(), day, Long.MAX_VALUE);
            case CommerceEvent.Refund refund ->
                !seen.isNew("refund " + whose, refund.envelope().eventId(), day, Long.MAX_VALUE);
            default -> false;
        };
    }

    private void ofCustomer(CommerceEvent event, long at, long appended, int partition) {
        Customer customer = customers.computeIfAbsent(event.key(), key -> new Customer(key, customers.size()));
        customer.partition = partition;
        customer.firstSeen = Math.min(customer.firstSeen, at);
        customer.lastSeen = Math.max(customer.lastSeen, at);
        customer.freshThrough = Math.max(customer.freshThrough, appended);
        customer.cameFrom(event.envelope().context());
        if (isOfSession(event.action())) {
            customer.sessions.note(at, customer.lastSeen, hours);
            customer.journeys.note(event, customer.lastSeen, journeys);
        }
        Visitor visitor = Visitor.of(event.envelope().context(), customer.country);
        if (isBrowsing(event.action())) {
            customer.funnel.browse(event.action(), at, visitor, funnel);
        }
        experience.note(event, visitor.channel());
        grow(customer, event, at, visitor);
        acquisition.note(event, isOfSession(event.action()));
        communication.note(event);
        switch (event) {
            case CommerceEvent.Identify identify -> customer.describe(identify.details());
            case CommerceEvent.CustomerUpdated updated -> customer.describe(updated.details());
            case CommerceEvent.ViewItem view -> {
                sales.named(at, view.items());
                sales.interest(at, view.items(), cell -> cell.views++);
            }
            case CommerceEvent.AddToCart add -> {
                sales.named(at, add.items());
                sales.interest(at, add.items(), cell -> cell.cartAdds++);
                customer.carts.add(at, visitor, add);
            }
            case CommerceEvent.RemoveFromCart remove -> customer.carts.remove(at, remove);
            case CommerceEvent.BeginCheckout checkout -> customer.carts.checkout(at, checkout);
            case CommerceEvent.Abandon abandon -> customer.carts.abandon(at, abandon);
            case CommerceEvent.Purchase purchase -> {
                customer.funnel.purchase(at, visitor, funnel);
                customer.carts.purchase(at, purchase, customer.lastSeen);
                order(customer, at, purchase);
                purchasing.order(purchase, visitor);
                customer.history().order(at, Calendar.date(calendar.day(at)), purchase, visitor);
            }
            case CommerceEvent.Refund refund -> refund(customer, at, refund);
            default -> {}
        }
    }

    private void grow(Customer customer, CommerceEvent event, long at, Visitor visitor) {
        LocalDate day = Calendar.date(calendar.day(at));
        switch (event.action()) {
            case PURCHASE, REFUND, POINTS_REDEEMED, IDENTIFY, CUSTOMER_UPDATED -> {
                if (customer.loyalty == null) {
                    customer.loyalty = new LoyaltyHistory();
                }
                customer.loyalty.note(event, at, day, visitor, program);
            }
            case REFERRAL_SENT -> referrals.sent(YearMonth.from(day), visitor.channel());
            default -> {}
        }
        if (event instanceof CommerceEvent.ReferralConverted converted) {
            if (customer.referral == null) {
                customer.referral = new ReferralHistory();
            }
            customer.referral.converted(converted, at, day, visitor.channel());
        }
    }

    private void order(Customer customer, long at, CommerceEvent.Purchase purchase) {
        long units = 0;
        for (var item : purchase.items()) {
            units += item.quantity();
            customer.products.add(productNumbers.computeIfAbsent(item.productId(), id -> productNumbers.size()));
        }
        if (customer.habits == null) {
            customer.habits = new Habits();
        }
        customer.habits.order(Calendar.date(calendar.day(at)), purchase.items());
        customer.orders++;
        customer.units += units;
        customer.grossMicros += purchase.grossMicros();
        customer.firstPurchase = Math.min(customer.firstPurchase, at);
        customer.lastPurchase = Math.max(customer.lastPurchase, at);
        customer.purchaseDays.add(calendar.day(at) & Integer.MAX_VALUE);
        sales.named(at, purchase.items());
        hours.order(at, units, purchase.grossMicros());
        sales.order(at, buyer(customer, purchase), purchase.items());
    }

    private void refund(Customer customer, long at, CommerceEvent.Refund refund) {
        sales.named(at, refund.items());
        customer.refundMicros += refund.amountMicros();
        customer.history().refund(Calendar.date(calendar.day(at)), refund.amountMicros());
        sales.refund(at, buyer(customer, refund), refund.amountMicros(), refund.items());
    }

    private static Buyer buyer(Customer customer, CommerceEvent event) {
        var context = event.envelope().context();
        return new Buyer(
                customer.number,
                Visitor.known(context.location(), customer.location),
                Visitor.known(context.country(), customer.country),
                Visitor.known(customer.ageGroup, null));
    }

    private static boolean isBrowsing(Action action) {
        return switch (action) {
            case PAGE_VIEW, SEARCH, VIEW_ITEM, ADD_TO_CART, REMOVE_FROM_CART, BEGIN_CHECKOUT -> true;
            default -> false;
        };
    }

    private static boolean isOfSession(Action action) {
        return isBrowsing(action) || action == Action.PURCHASE || action == Action.ABANDON;
    }
}
