package io.tillstream.stack.audit;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.stack.audit.Cart.State;
import io.tillstream.stack.audit.FunnelLedger.FunnelTally;
import io.tillstream.stack.audit.HourLedger.HourTally;
import io.tillstream.stack.audit.SalesLedger.SalesTally;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the log says, in the records that the topics carry, so that both can be laid side by side. {@code freshThrough} of a cell is not recounted and is the
 * epoch. Cells that count nothing may be missing or all zero.
 */
public final class RecountResult {

    private final Recount.Books books;
    private final Records records;
    private final Map<FunnelLedger.Key, FunnelTally> funnel;
    private final Map<CartKey, CartOutcome> carts = new HashMap<>();
    private final Map<CohortLedger.Key, CohortCell> cohorts;
    private final Map<YearMonth, RetentionCell> months;
    private final Map<ExperienceLedger.Key, ExperienceTally> experience;
    private final JourneyBooks journeys;
    private final ProductCartLedger productCarts = new ProductCartLedger();
    private final Map<LoyaltyLedger.Key, LoyaltyCell> loyalty;
    private final Map<LoyaltyLedger.StratumKey, LoyaltyStratum> strata;
    private final Map<ReferralLedger.Key, ReferralCell> referrals;
    private final Map<AcquisitionLedger.Key, AcquisitionCell> acquisition;
    private final Map<CommunicationLedger.Key, CommunicationCell> communication;
    private long boundaryCarts;

    /** One cart: whose, and when it was opened. */
    record CartKey(String customer, long openedAt) {
        @Override
        public String toString() {
            return customer + " opened " + Instant.ofEpochMilli(openedAt);
        }
    }

    /** How a cart stands when the count is closed. */
    record CartOutcome(Cart cart, State state, long changedAt) {}

    RecountResult(Recount.Books books, Instant now, CartWitness witness) {
        this.books = books;
        this.records = new Records(books);
        CohortLedger ledger = CohortLedger.of(books.customers().values());
        this.cohorts = ledger.cells();
        this.months = ledger.months();
        this.experience = books.experience().cells();
        this.journeys = books.journeys().copy();
        books.customers().values().forEach(customer -> customer.journeys.finish(journeys));
        LoyaltyLedger loyal = LoyaltyLedger.of(books.customers().values(), books.program());
        this.loyalty = loyal.cells();
        this.strata = loyal.strata();
        this.referrals = books.referrals().cells(books.customers().values());
        this.acquisition = books.acquisition().cells();
        this.communication = books.communication().cells();
        this.funnel = new HashMap<>();
        books.funnel().forEach((key, tally) -> funnel.put(key, tally.copy()));
        FunnelLedger outcomes = new FunnelLedger(books.calendar(), funnel);
        for (Customer customer : books.customers().values()) {
            long time = Objects.requireNonNull(books.times().get(customer.partition))
                    .at(now.toEpochMilli());
            for (Cart cart : customer.carts.all()) {
                CartOutcome outcome = outcome(customer, cart, time, witness);
                // two of one millisecond share a key; one that is open was never published under it
                carts.merge(
                        new CartKey(customer.key, cart.openedAt),
                        outcome,
                        (first, second) -> second.state() == State.OPEN ? first : second);
                productCarts.count(
                        records.cart(new CartKey(customer.key, cart.openedAt), outcome),
                        Calendar.date(books.calendar().day(cart.openedAt)));
                outcomes.count(cart.openedAt, cart.visitor, cell -> cell.book(outcome));
            }
        }
    }

    private CartOutcome outcome(Customer customer, Cart cart, long time, CartWitness witness) {
        if (cart.state != State.OPEN) {
            return new CartOutcome(cart, cart.state, cart.changedAt);
        }
        boolean abandoned = cart.timeout() <= time;
        if (witness.toleranceMillis() > 0 && Math.abs(cart.timeout() - time) <= witness.toleranceMillis()) {
            boundaryCarts++;
            abandoned = witness.sawAbandoned(customer.key, cart.openedAt);
        }
        return abandoned
                ? new CartOutcome(cart, State.ABANDONED, cart.timeout())
                : new CartOutcome(cart, State.OPEN, cart.changedAt);
    }

    /** Records read from the event topic, rejected and repeated ones included. */
    public long recordCount() {
        return books.records();
    }

    /** Records that said again what was said before. */
    public long repeatedCount() {
        return books.repeated();
    }

    /** Carts whose time ran out so near to the end of the count that open and abandoned are both right. */
    public long boundaryCartCount() {
        return boundaryCarts;
    }

    /** Event time of the newest event, null when there is none. */
    public @Nullable Instant newestEventAt() {
        return books.times().values().stream()
                .map(VirtualTime::newestEvent)
                .max(Long::compare)
                .map(Instant::ofEpochMilli)
                .orElse(null);
    }

    /** The exact cut points over all buyers as of a time; null when nobody bought. */
    public @Nullable RfmCutPoints cutPoints(Instant asOf) {
        return records.cutPoints(asOf, newestEventAt());
    }

    /** All profiles, scored by the given cut points; without scores when they are null. */
    public List<CustomerProfile> profiles(@Nullable RfmCutPoints cutPoints) {
        Scoring scoring = cutPoints == null ? null : new Scoring(cutPoints);
        return books.customers().values().stream()
                .map(customer -> records.profile(customer, scoring))
                .toList();
    }

    /** Whom each visitor turned out to be who was ever joined or parted. */
    public Collection<VisitorIdentity> identities() {
        return books.identities().values();
    }

    /** All sales cells. */
    public List<SalesCell> sales() {
        return books.sales().entrySet().stream()
                .map(cell -> records.sales(cell.getKey(), cell.getValue()))
                .toList();
    }

    /** All funnel cells. */
    public List<FunnelCell> funnel() {
        return funnel.entrySet().stream()
                .map(cell -> records.funnel(cell.getKey(), cell.getValue()))
                .toList();
    }

    /** All hours. */
    public List<SeasonalityCell> seasonality() {
        return books.hours().entrySet().stream()
                .map(cell -> records.hour(cell.getKey(), cell.getValue()))
                .toList();
    }

    /** All cells of cohorts. */
    public List<CohortCell> cohorts() {
        return List.copyOf(cohorts.values());
    }

    /** All months in which somebody came or stopped. */
    public List<RetentionCell> retention() {
        return List.copyOf(months.values());
    }

    /** All cells of members and points. */
    public List<LoyaltyCell> loyalty() {
        return List.copyOf(loyalty.values());
    }

    /** All groups of customers with alike first orders. */
    public List<LoyaltyStratum> strata() {
        return List.copyOf(strata.values());
    }

    /** All cells of referrals. */
    public List<ReferralCell> referrals() {
        return List.copyOf(referrals.values());
    }

    /** All carts as they stand, those included that are open and were never published; {@code cartKey} is empty. */
    public List<CartChange> carts() {
        List<CartChange> changes = new ArrayList<>();
        carts.forEach((key, outcome) -> changes.add(records.cart(key, outcome)));
        return changes;
    }

    Records records() {
        return records;
    }

    Recount.Books books() {
        return books;
    }

    Map<FunnelLedger.Key, FunnelTally> funnelCells() {
        return funnel;
    }

    Map<SalesLedger.Key, SalesTally> salesCells() {
        return books.sales();
    }

    Map<Long, HourTally> hourCells() {
        return books.hours();
    }

    /** All cells of surveys, feedback and support; every text counts as neutral. */
    public List<ExperienceCell> experience() {
        return experience.entrySet().stream()
                .map(cell -> cell.getValue().cell(cell.getKey(), null))
                .toList();
    }

    /** The cell as it should be stored; what is near enough or not recounted is taken from the stored one. */
    public @Nullable ExperienceCell experienceLike(ExperienceCell stored) {
        ExperienceLedger.Key key = ExperienceLedger.Key.of(stored);
        return ExperienceLedger.record(key, experience.get(key), stored);
    }

    /** All cells of purchase behaviour, their distributions exact. */
    public List<PurchasingCell> purchasing() {
        return books.purchasing().cells().entrySet().stream()
                .map(cell -> cell.getValue().cell(cell.getKey(), null))
                .toList();
    }

    /** The cell as it should be stored; distributions that are near enough are taken from the stored one. */
    public @Nullable PurchasingCell purchasingLike(PurchasingCell stored) {
        return books.purchasing().record(PurchasingLedger.Key.of(stored), stored);
    }

    /** What became of carts by what they held. */
    public List<ProductCartCell> productCarts() {
        return productCarts.keys().stream()
                .map(productCarts::record)
                .filter(Objects::nonNull)
                .toList();
    }

    ProductCartLedger productCartLedger() {
        return productCarts;
    }

    /** All steps of sessions and times to orders. */
    public List<JourneyCell> journeySteps() {
        return journeys.cells().values().stream().map(tally -> tally.cell(null)).toList();
    }

    /** The cell as it should be stored; times that are near enough are taken from the stored one. */
    public @Nullable JourneyCell journeyStepsLike(JourneyCell stored) {
        return journeys.cell(stored.key(), stored);
    }

    /** All paths of sessions. */
    public List<JourneyPath> journeyPaths() {
        return List.copyOf(journeys.paths().values());
    }

    /** What marketing channels are given of orders. */
    public List<ChannelCredit> channelCredits() {
        return List.copyOf(journeys.credits().values());
    }

    /** All steps from marketing channel to marketing channel. */
    public List<ChannelStep> channelSteps() {
        return List.copyOf(journeys.channelSteps().values());
    }

    JourneyBooks journeys() {
        return journeys;
    }

    Map<ExperienceLedger.Key, ExperienceTally> experienceCells() {
        return experience;
    }

    /** All cells of acquisition. */
    public List<AcquisitionCell> acquisition() {
        return List.copyOf(acquisition.values());
    }

    /** All cells of communication. */
    public List<CommunicationCell> communication() {
        return List.copyOf(communication.values());
    }

    Map<AcquisitionLedger.Key, AcquisitionCell> acquisitionCells() {
        return acquisition;
    }

    Map<CommunicationLedger.Key, CommunicationCell> communicationCells() {
        return communication;
    }

    Map<CohortLedger.Key, CohortCell> cohortCells() {
        return cohorts;
    }

    Map<YearMonth, RetentionCell> months() {
        return months;
    }

    Map<LoyaltyLedger.Key, LoyaltyCell> loyaltyCells() {
        return loyalty;
    }

    Map<LoyaltyLedger.StratumKey, LoyaltyStratum> loyaltyStrata() {
        return strata;
    }

    Map<ReferralLedger.Key, ReferralCell> referralCells() {
        return referrals;
    }

    Map<CartKey, CartOutcome> cartOutcomes() {
        return carts;
    }
}
