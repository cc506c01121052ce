package io.tillstream.stack.audit;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.stack.audit.RecountResult.CartKey;
import java.time.YearMonth;
import java.util.Objects;

/** Takes in what one place stores, compares it record by record and adds it up. */
final class Intake {

    private final RecountResult result;
    private final Totals totals;
    private final Comparison<String, CustomerProfile> customers;
    private final Comparison<String, VisitorIdentity> identities;
    private final Comparison<SalesLedger.Key, SalesCell> sales;
    private final Comparison<FunnelLedger.Key, FunnelCell> funnel;
    private final Comparison<Long, SeasonalityCell> hours;
    private final Comparison<ExperienceLedger.Key, ExperienceCell> experience;
    private final Comparison<PurchasingLedger.Key, PurchasingCell> purchasing;
    private final Comparison<ProductCartLedger.Key, ProductCartCell> productCarts;
    private final Comparison<AcquisitionLedger.Key, AcquisitionCell> acquisition;
    private final Comparison<CommunicationLedger.Key, CommunicationCell> communication;
    private final JourneyIntake journeys;
    private final Comparison<CohortLedger.Key, CohortCell> cohorts;
    private final Comparison<YearMonth, RetentionCell> months;
    private final Comparison<LoyaltyLedger.Key, LoyaltyCell> loyalty;
    private final Comparison<LoyaltyLedger.StratumKey, LoyaltyStratum> strata;
    private final Comparison<ReferralLedger.Key, ReferralCell> referrals;
    private final Comparison<CartKey, CartChange> carts;
    private final Comparison<String, Segment> segments;

    /** The segment that a customer's newest transition led to. */
    record Segment(String name) {}

    Intake(Place place, RecountResult result, Expectation right, AuditReport report) {
        this.result = result;
        this.totals = report.stored(place);
        customers = right.customers(report.family("customers"), place);
        identities = right.identities(report.family("identities"), place);
        sales = right.sales(report.family("sales cells"), place);
        funnel = right.funnel(report.family("funnel cells"), place);
        hours = right.seasonality(report.family("hours"), place);
        experience = right.experience(report.family("experience cells"), place);
        purchasing = right.purchasing(report.family("purchasing cells"), place);
        productCarts = right.productCarts(report.family("carts by product"), place);
        acquisition = right.acquisition(report.family("acquisition cells"), place);
        communication = right.communication(report.family("communication cells"), place);
        journeys = new JourneyIntake(place, result, right, report);
        cohorts = right.cohorts(report.family("cohort cells"), place);
        months = right.months(report.family("retention by month"), place);
        loyalty = right.loyalty(report.family("loyalty cells"), place);
        strata = right.strata(report.family("loyalty effect"), place);
        referrals = right.referrals(report.family("referral cells"), place);
        carts = right.carts(report.family("carts"), place);
        segments = right.segments(report.family("segment transitions"), place);
    }

    void customer(CustomerProfile profile) {
        customers.stored(profile.customerId(), profile);
        totals.customer(profile);
    }

    void identity(VisitorIdentity identity) {
        identities.stored(identity.visitorId(), identity);
    }

    void sales(SalesCell cell) {
        int day = cell.day() == null
                ? SalesLedger.Key.ALL_TIME
                : (int) Objects.requireNonNull(cell.day()).toEpochDay();
        sales.stored(new SalesLedger.Key(day, cell.dimension(), cell.value()), cell);
        totals.sales(cell);
    }

    void funnel(FunnelCell cell) {
        funnel.stored(new FunnelLedger.Key(cell.hour().toEpochMilli(), cell.dimension(), cell.value()), cell);
        totals.funnel(cell);
    }

    void hour(SeasonalityCell cell) {
        hours.stored(cell.hour().toEpochMilli(), cell);
        totals.hour(cell);
    }

    void experience(ExperienceCell cell) {
        experience.stored(ExperienceLedger.Key.of(cell), cell);
    }

    void purchasing(PurchasingCell cell) {
        purchasing.stored(PurchasingLedger.Key.of(cell), cell);
    }

    void productCarts(ProductCartCell cell) {
        productCarts.stored(ProductCartLedger.Key.of(cell), cell);
    }

    void acquisition(AcquisitionCell cell) {
        acquisition.stored(AcquisitionLedger.Key.of(cell), cell);
    }

    void communication(CommunicationCell cell) {
        communication.stored(CommunicationLedger.Key.of(cell), cell);
    }

    /** Takes what is stored of journeys. */
    JourneyIntake journeys() {
        return journeys;
    }

    void cohort(CohortCell cell) {
        cohorts.stored(CohortLedger.Key.of(cell), cell);
    }

    void month(RetentionCell cell) {
        months.stored(cell.month(), cell);
    }

    void loyalty(LoyaltyCell cell) {
        loyalty.stored(LoyaltyLedger.Key.of(cell), cell);
    }

    void stratum(LoyaltyStratum stratum) {
        strata.stored(LoyaltyLedger.StratumKey.of(stratum), stratum);
    }

    void referral(ReferralCell cell) {
        referrals.stored(ReferralLedger.Key.of(cell), cell);
    }

    void cart(CartChange cart) {
        carts.stored(new CartKey(cart.customerId(), cart.openedAt().toEpochMilli()), Expectation.normal(cart));
    }

    void transition(String customer, String segment) {
        Customer now = result.books().customers().get(customer);
        if ((now == null || now.orders == 0) && result.books().joined().contains(customer)) {
            // the orders that made the segment turned out to be another's
            return;
        }
        segments.stored(customer, new Segment(segment));
    }

    /** Ends all comparisons. */
    void finish() {
        customers.finish(result.books().customers().keySet());
        identities.finish(result.books().identities().keySet());
        segments.finish(result.books().customers().keySet());
        sales.finish(result.salesCells().keySet());
        funnel.finish(result.funnelCells().keySet());
        hours.finish(result.hourCells().keySet());
        experience.finish(result.experienceCells().keySet());
        purchasing.finish(result.books().purchasing().cells().keySet());
        productCarts.finish(result.productCartLedger().keys());
        acquisition.finish(result.acquisitionCells().keySet());
        communication.finish(result.communicationCells().keySet());
        journeys.finish();
        cohorts.finish(result.cohortCells().keySet());
        months.finish(result.months().keySet());
        loyalty.finish(result.loyaltyCells().keySet());
        strata.finish(result.loyaltyStrata().keySet());
        referrals.finish(result.referralCells().keySet());
        carts.finish(result.cartOutcomes().keySet());
        zeroWhatIsMissing();
    }

    /** Adds up the recount itself. */
    static void addUp(RecountResult result, Totals totals) {
        for (Customer customer : result.books().customers().values()) {
            totals.customer(result.records().profile(customer, null));
        }
        result.sales().forEach(totals::sales);
        result.funnel().forEach(totals::funnel);
        result.seasonality().forEach(totals::hour);
        totals.add(Measure.REJECTED, result.books().rejections().size());
    }

    /** A place that stores nothing of a kind has a total of 0, not none. */
    private void zeroWhatIsMissing() {
        for (Measure measure : Measure.values()) {
            if (measure != Measure.REJECTED) {
                totals.add(measure, 0);
            }
        }
    }
}
