package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.simulator.experience.Opinion;
import io.tillstream.simulator.population.Person;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.Bond;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Step;
import io.tillstream.simulator.visit.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order leads to in the weeks after it: answers, words, a ticket, points, a recommendation. */
public final class AfterOrder {

    private static final double CONTACT_CHANGED = 0.02;
    private static final long MINUTE = 60_000;

    private final Referrals referrals;
    private final Voices voices;
    private final double day;

    /**
     * @param day length of a day, in milliseconds; the live shop has shorter ones
     */
    public AfterOrder(Referrals referrals, double day) {
        this.referrals = referrals;
        this.voices = new Voices(day);
        this.day = day;
    }

    /**
     * All that follows an order, the refund included.
     *
     * @param boughtAt when the order was placed, in milliseconds since 1970
     * @param refundDelay how long until money goes back, in milliseconds, if it does
     * @return empty for a visit without an order of a known customer
     */
    public List<Visit> of(Visit visit, long boughtAt, long refundDelay) {
        String orderId = visit.orderId();
        Shopper shopper = visit.shopper();
        String customerId = shopper.customerId();
        if (!visit.outcome().isOrder() || orderId == null || customerId == null) {
            return List.of();
        }
        List<Visit> errands = new ArrayList<>(4);
        Visit refund = Aftermath.refund(visit, boughtAt, refundDelay);
        if (refund != null) {
            errands.add(refund);
        }
        Bond bond = shopper.bond();
        bond.ordered(boughtAt);
        Context context = contextOf(visit);
        Opinion opinion = Opinion.of(bond.dice(), bond.cheer(), orderId);
        voices.raise(visit, boughtAt, context, opinion, errands);
        collectPoints(visit, boughtAt, context, refund, errands);
        recommend(shopper, customerId, boughtAt, orderId, context, opinion, errands);
        if (bond.dice().chance(CONTACT_CHANGED)) {
            errands.add(contactChanged(shopper, boughtAt));
        }
        return errands;
    }

    private static Context contextOf(Visit visit) {
        Context context = visit.context();
        return new Context(context.channel(), context.device(), context.country(), context.location(), null);
    }

    private static void collectPoints(
            Visit visit, long boughtAt, Context context, @Nullable Visit refund, List<Visit> errands) {
        Shopper shopper = visit.shopper();
        Bond bond = shopper.bond();
        if (!bond.member()) {
            return;
        }
        long spent =
                visit.lastStep().items().stream().mapToLong(Item::amountMicros).sum();
        // a refund to come counts at once, so that nobody redeems what must be given back
        long back = refund == null ? 0 : Math.ceilDiv(refund.lastStep().amountMicros(), Micros.PER_UNIT) + 1;
        bond.earn(spent / Micros.PER_UNIT - back);
        if (bond.points() >= Truth.POINTS_STEP && bond.dice().chance(Truth.REDEMPTION)) {
            long points = bond.redeem();
            errands.add(Visit.errand(
                    shopper,
                    boughtAt + MINUTE / 2,
                    context,
                    List.of(Step.of(
                            Action.POINTS_REDEEMED,
                            0,
                            envelope -> new CommerceEvent.PointsRedeemed(envelope, points)))));
        }
    }

    private void recommend(
            Shopper shopper,
            String customerId,
            long boughtAt,
            String orderId,
            Context context,
            Opinion opinion,
            List<Visit> errands) {
        Dice dice = shopper.bond().dice();
        if (!dice.chance(Truth.referralChance(opinion.score()))) {
            return;
        }
        long at = boughtAt + (long) ((3 + dice.nextDouble() * 9) * day);
        String referralId = "r" + orderId.substring(1);
        referrals.sent(dice, at, referralId, customerId, day);
        errands.add(Visit.errand(
                shopper,
                at,
                context,
                List.of(Step.of(
                        Action.REFERRAL_SENT, 0, envelope -> new CommerceEvent.ReferralSent(envelope, referralId)))));
    }

    private static Visit contactChanged(Shopper shopper, long boughtAt) {
        Dice dice = shopper.bond().dice();
        String phone = Person.phone(dice);
        return Visit.errand(
                shopper,
                boughtAt + MINUTE,
                Aftermath.home(shopper),
                List.of(Step.of(
                        Action.CUSTOMER_UPDATED,
                        0,
                        envelope -> new CommerceEvent.CustomerUpdated(envelope, withPhone(shopper, phone)))));
    }

    private static CustomerDetails withPhone(Shopper shopper, String phone) {
        Person person = shopper.person();
        if (person == null) {
            throw new IllegalStateException("only a customer has details");
        }
        CustomerDetails known = person.details(Instant.ofEpochMilli(shopper.registeredAt()));
        return new CustomerDetails(
                known.name(),
                known.email(),
                phone,
                known.ageGroup(),
                known.gender(),
                known.location(),
                known.country(),
                known.registeredAt());
    }
}
