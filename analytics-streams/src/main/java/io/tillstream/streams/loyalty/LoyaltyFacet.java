package io.tillstream.streams.loyalty;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.quantiles.CutPoints;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member, what points do they have, in which tier are they, and do members come back more often than customers like them? Orders, refunds, redemptions
 * and details in; cells of months, past and to come, and of alike first orders out.
 *
 * <p>All of it follows from sums by month, so that nothing depends on the order of events and nothing is left for a timer to do: what a customer's points will come to is
 * booked in the months in which it will happen, and booked anew when something becomes known.
 */
public final class LoyaltyFacet implements Facet<LoyaltyState> {

    /** The property of {@code identify} and {@code customer_updated} that says whether a customer is a member. */
    static final String SAID = "loyalty_member";

    private final LoyaltyProgram program;

    /** Counts by the rules of a programme. */
    public LoyaltyFacet(LoyaltyProgram program) {
        this.program = program;
    }

    @Override
    public int id() {
        return 60;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(LoyaltyCells.FAMILY, StratumCells.FAMILY);
    }

    @Override
    public LoyaltyState create() {
        return new LoyaltyState();
    }

    @Override
    public void update(LoyaltyState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.Purchase purchase -> {
                long amount = purchase.grossMicros();
                FirstOrder order = new FirstOrder(
                        occurrence.at(), occurrence.day(), amount, occurrence.country(), FirstOrder.NONE);
                change(state, occurrence, effects, month -> {
                    state.months.buy(month, amount);
                    state.firstOrder = state.firstOrder == null ? order : state.firstOrder.with(order);
                    state.customerSince = Math.min(state.customerSince, month);
                });
            }
            case CommerceEvent.Refund refund ->
                change(state, occurrence, effects, month -> state.months.refund(month, refund.amountMicros()));
            case CommerceEvent.PointsRedeemed redeemed ->
                change(state, occurrence, effects, month -> {
                    state.months.redeem(month, redeemed.points());
                    state.membership.join(occurrence.day());
                    state.customerSince = Math.min(state.customerSince, month);
                });
            case CommerceEvent.Identify identify -> said(state, occurrence, effects, program.joinBySigningUp());
            case CommerceEvent.CustomerUpdated updated -> said(state, occurrence, effects, false);
            default -> {}
        }
    }

    private void said(LoyaltyState state, Occurrence occurrence, Effects effects, boolean joins) {
        Boolean member = flag(occurrence.event().envelope().properties().get(SAID));
        change(state, occurrence, effects, month -> {
            state.customerSince = Math.min(state.customerSince, month);
            if (member != null) {
                state.membership.say(occurrence.day(), occurrence.at(), member);
            } else if (joins) {
                state.membership.join(occurrence.day());
            }
        });
    }

    /** Yes, no, or nothing of the kind. */
    private static @Nullable Boolean flag(@Nullable Object said) {
        return switch (said) {
            case Boolean flag -> flag;
            case String text when text.equals("true") -> Boolean.TRUE;
            case String text when text.equals("false") -> Boolean.FALSE;
            case null, default -> null;
        };
    }

    private interface Change {
        void in(int month);
    }

    private void change(LoyaltyState state, Occurrence occurrence, Effects effects, Change change) {
        Account account = state.account(program);
        TierMoves moves = state.moves(program);
        int since = state.customerSince;
        FirstOrder first = state.firstOrder;
        int standing = standing(state);
        change.in(Months.of(occurrence.day()));
        state.forgetWhatFollows();
        LoyaltyBooks books = new LoyaltyBooks(program, occurrence.receivedAt(), effects);
        if (state.customerSince != LoyaltyState.UNKNOWN) {
            books.customer(since, state.customerSince, LoyaltyState.UNKNOWN);
        }
        books.account(account, state.account(program));
        books.moves(moves, state.moves(program));
        int newStanding = standing(state);
        FirstOrder newFirst = state.firstOrder;
        if (standing != newStanding || newFirst != null && !newFirst.isBookedLike(first)) {
            book(first, standing, -1, occurrence.receivedAt(), effects);
            book(newFirst, newStanding, 1, occurrence.receivedAt(), effects);
        }
    }

    /** Whether the first buyer was a member, and came back: which sums count them. */
    private static int standing(LoyaltyState state) {
        FirstOrder first = state.firstOrder;
        if (first == null) {
            return 0;
        }
        int who = state.membership.isOn(first.day()) ? StratumCells.MEMBERS : StratumCells.OTHERS;
        return who + (first.isFollowed() ? 1 : 0);
    }

    /** Who came back is counted as who came, too. */
    private static void book(@Nullable FirstOrder first, int standing, int sign, long receivedAt, Effects effects) {
        if (first != null) {
            int who = standing < StratumCells.OTHERS ? StratumCells.MEMBERS : StratumCells.OTHERS;
            effects.cell(StratumCells.of(first), receivedAt).add(who, sign).add(who + 1, standing == who ? 0 : sign);
        }
    }

    @Override
    public void describe(LoyaltyState state, ProfileDraft profile) {
        if (state.membership.isNever()) {
            return;
        }
        // who never bought has nothing that time could change, and is not published again because time passes
        CutPoints cutPoints = profile.cutPoints();
        if (profile.orders() != null && cutPoints == null) {
            return;
        }
        long asOf = profile.orders() == null || cutPoints == null ? profile.lastSeenAt() : cutPoints.asOf();
        int month = Months.of(profile.calendar().epochDay(asOf));
        Account account = state.account(program);
        int tier = state.moves(program).at(month);
        int expiry = account.nextExpiry(month);
        profile.setLoyalty(new CustomerLoyalty(
                tier == TierMoves.OUTSIDE ? null : program.tiers().get(tier).name(),
                LocalDate.ofEpochDay(state.membership.since()),
                account.balance(month),
                account.earnedLately(month),
                expiry < 0 ? 0 : account.sum(expiry, Account.EXPIRED),
                expiry < 0 ? null : Months.toYearMonth(account.month(expiry)).atDay(1)));
    }

    @Override
    public void write(LoyaltyState state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public LoyaltyState read(BinaryReader in) {
        return LoyaltyState.read(in);
    }
}
