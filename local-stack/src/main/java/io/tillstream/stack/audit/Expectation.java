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
import io.tillstream.stack.audit.Intake.Segment;
import io.tillstream.stack.audit.RecountResult.CartKey;
import io.tillstream.stack.audit.RecountResult.CartOutcome;
import java.time.YearMonth;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What should be stored, and where more than one answer is right, which of them. Makes the comparisons of one place. */
final class Expectation {

    /** Distinct buyers are exact up to here. */
    static final long EXACT_BUYERS = 1_000;
    /**
     * Four standard errors of a sketch with 2^14 registers (1.04 / √16384 each). The 2 % of the definitions is the error that 98.6 % of all cells keep; an
     * alarm at 2 % would ring in every large shop.
     */
    static final double BUYERS_ERROR = 4 * 1.04 / 128;

    private final RecountResult result;
    private final Records records;
    private final @Nullable Scoring scoring;

    /**
     * @param cutPoints the published cut points, by which scores are made; null before the first
     */
    Expectation(RecountResult result, @Nullable RfmCutPoints cutPoints) {
        this.result = result;
        this.records = result.records();
        this.scoring = cutPoints == null ? null : new Scoring(cutPoints);
    }

    Comparison<String, CustomerProfile> customers(Family family, Place place) {
        return new Comparison<>(family, place, CustomerProfile.class, this::profile, profile -> false);
    }

    /** Visitors and who they are; of one with more joins than are told, whatever is stored is taken over. */
    Comparison<String, VisitorIdentity> identities(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                VisitorIdentity.class,
                (visitor, stored) -> {
                    VisitorIdentity right = result.books().identities().get(visitor);
                    return right == null && result.books().joined().contains(visitor) ? stored : right;
                },
                identity -> false);
    }

    Comparison<SalesLedger.Key, SalesCell> sales(Family family, Place place) {
        return new Comparison<>(family, place, SalesCell.class, this::salesCell, Expectation::isBlank);
    }

    Comparison<FunnelLedger.Key, FunnelCell> funnel(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                FunnelCell.class,
                (key, stored) -> {
                    var tally = result.funnelCells().get(key);
                    return tally == null ? null : records.funnel(key, tally);
                },
                Expectation::isBlank);
    }

    Comparison<Long, SeasonalityCell> seasonality(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                SeasonalityCell.class,
                (hour, stored) -> {
                    var tally = result.hourCells().get(hour);
                    return tally == null ? null : records.hour(hour, tally);
                },
                cell -> cell.orders() == 0 && cell.units() == 0 && cell.grossMicros() == 0 && cell.sessions() == 0);
    }

    Comparison<ExperienceLedger.Key, ExperienceCell> experience(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                ExperienceCell.class,
                (key, stored) ->
                        ExperienceLedger.record(key, result.experienceCells().get(key), stored),
                ExperienceLedger::isBlank);
    }

    Comparison<PurchasingLedger.Key, PurchasingCell> purchasing(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                PurchasingCell.class,
                (key, stored) -> result.books().purchasing().record(key, stored),
                cell -> cell.orders() == 0 && cell.gaps() == 0);
    }

    Comparison<ProductCartLedger.Key, ProductCartCell> productCarts(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                ProductCartCell.class,
                (key, stored) -> result.productCartLedger().record(key),
                ProductCartLedger::isBlank);
    }

    Comparison<AcquisitionLedger.Key, AcquisitionCell> acquisition(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                AcquisitionCell.class,
                (key, stored) -> result.acquisitionCells().get(key),
                AcquisitionLedger::isBlank);
    }

    Comparison<CommunicationLedger.Key, CommunicationCell> communication(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                CommunicationCell.class,
                (key, stored) -> result.communicationCells().get(key),
                CommunicationLedger::isBlank);
    }

    Comparison<String, JourneyCell> journeySteps(Family family, Place place) {
        return new Comparison<>(family, place, JourneyCell.class, result.journeys()::cell, JourneyBooks::isBlank);
    }

    Comparison<String, JourneyPath> journeyPaths(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                JourneyPath.class,
                (key, stored) -> result.journeys().paths().get(key),
                path -> path.sessions() == 0);
    }

    Comparison<String, ChannelCredit> channelCredits(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                ChannelCredit.class,
                (key, stored) -> result.journeys().credits().get(key),
                JourneyBooks::isBlank);
    }

    Comparison<String, ChannelStep> channelSteps(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                ChannelStep.class,
                (key, stored) -> result.journeys().channelSteps().get(key),
                step -> step.count() == 0);
    }

    Comparison<CohortLedger.Key, CohortCell> cohorts(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                CohortCell.class,
                (key, stored) -> result.cohortCells().get(key),
                CohortLedger::isBlank);
    }

    Comparison<YearMonth, RetentionCell> months(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                RetentionCell.class,
                (month, stored) -> result.months().get(month),
                CohortLedger::isBlank);
    }

    Comparison<LoyaltyLedger.Key, LoyaltyCell> loyalty(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                LoyaltyCell.class,
                (key, stored) -> result.loyaltyCells().get(key),
                LoyaltyLedger::isBlank);
    }

    Comparison<LoyaltyLedger.StratumKey, LoyaltyStratum> strata(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                LoyaltyStratum.class,
                (key, stored) -> result.loyaltyStrata().get(key),
                LoyaltyLedger::isBlank);
    }

    Comparison<ReferralLedger.Key, ReferralCell> referrals(Family family, Place place) {
        return new Comparison<>(
                family,
                place,
                ReferralCell.class,
                (key, stored) -> result.referralCells().get(key),
                ReferralLedger::isBlank);
    }

    /** Carts; one that is open and was never anything else has not been published. */
    Comparison<CartKey, CartChange> carts(Family family, Place place) {
        return new Comparison<>(family, place, CartChange.class, this::cart, cart -> cart.state()
                .equals(State.OPEN.wireName()));
    }

    /** Where each customer's transitions led last: to the segment the customer is in. */
    Comparison<String, Segment> segments(Family family, Place place) {
        return new Comparison<>(family, place, Segment.class, this::segment, segment -> false);
    }

    /** The cart as it is compared: its lines in the order of their products, its key aside. */
    static CartChange normal(CartChange cart) {
        return new CartChange(
                "",
                cart.customerId(),
                cart.cartId(),
                cart.state(),
                cart.openedAt(),
                cart.changedAt(),
                cart.valueMicros(),
                cart.items().stream()
                        .sorted(Comparator.comparing(CartChange.Line::productId))
                        .toList(),
                cart.orderId());
    }

    private @Nullable CustomerProfile profile(String key, @Nullable CustomerProfile stored) {
        Customer customer = result.books().customers().get(key);
        if (customer == null) {
            return null;
        }
        return stored == null ? records.profile(customer, scoring) : records.profile(customer, scoring, stored);
    }

    private @Nullable Segment segment(String key, @Nullable Segment stored) {
        Customer customer = result.books().customers().get(key);
        return customer == null || customer.orders == 0 || scoring == null
                ? null
                : new Segment(Segments.of(scoring.score(customer)));
    }

    private @Nullable SalesCell salesCell(SalesLedger.Key key, @Nullable SalesCell stored) {
        var tally = result.salesCells().get(key);
        return tally == null ? null : records.sales(key, tally, stored);
    }

    private @Nullable CartChange cart(CartKey key, @Nullable CartChange stored) {
        CartOutcome outcome = result.cartOutcomes().get(key);
        if (outcome == null) {
            return null;
        }
        boolean openAgain = stored != null
                && outcome.state() == State.OPEN
                && stored.state().equals(State.OPEN.wireName());
        return openAgain ? stored : normal(records.cart(key, outcome));
    }

    private static boolean isBlank(SalesCell cell) {
        return cell.orders() == 0
                && cell.units() == 0
                && cell.grossMicros() == 0
                && cell.refundMicros() == 0
                && cell.refunds() == 0
                && cell.unitsReturned() == 0
                && cell.buyers() == 0
                && cell.views() == 0
                && cell.cartAdds() == 0
                && cell.stockOnHand() == null;
    }

    private static boolean isBlank(FunnelCell cell) {
        return cell.visits() == 0
                && cell.directPurchases() == 0
                && cell.cartsOpened() == 0
                && cell.views() + cell.carts() + cell.checkouts() + cell.purchases() == 0
                && cell.cartsPurchased() + cell.cartsAbandoned() + cell.cartsRecovered() + cell.cartsEmptied() == 0
                && cell.abandonedMicros() == 0
                && cell.recoveredMicros() == 0;
    }
}
