package io.tillstream.simulator.live;

import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.visit.Shopper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who can visit the live shop now. A shopper is in one visit at a time, and one who has left a cart without a word stays away for more than half an
 * hour, so that the cart counts as abandoned.
 */
final class Crowd {

    private static final int CANDIDATES = 3;
    private static final int MOST_STRANGERS = 500;

    private final Dice dice;
    private final List<Shopper> idle;
    private final PriorityQueue<Resting> resting = new PriorityQueue<>(Comparator.comparingLong(Resting::until));
    private final Deque<Shopper> strangers = new ArrayDeque<>();
    private final String tag;
    private int members;
    private int strangersMade;

    /** Somebody who stays away for a while, and whether to come back for a cart. */
    private record Resting(Shopper shopper, long until, boolean comesBack) {}

    Crowd(List<Shopper> customers, String tag, Dice dice) {
        this.idle = new ArrayList<>(customers);
        this.members = customers.size();
        this.tag = tag;
        this.dice = dice;
    }

    /** Number of customers, whatever they do. */
    int members() {
        return members;
    }

    /** Whether another shopper may stay away; at most a third of them at a time. */
    boolean mayRest(int aboutTo) {
        return (resting.size() + aboutTo) * 3 < members;
    }

    void join(Shopper shopper) {
        members++;
        idle.add(shopper);
    }

    /** Takes one who is free, rather one who visits often; null when nobody is. */
    @Nullable
    Shopper take() {
        if (idle.isEmpty()) {
            return null;
        }
        int best = (int) dice.between(0, idle.size() - 1);
        for (int i = 1; i < CANDIDATES; i++) {
            int other = (int) dice.between(0, idle.size() - 1);
            if (dice.nextDouble() * idle.get(other).habits().visitsPerWeek()
                    > dice.nextDouble() * idle.get(best).habits().visitsPerWeek()) {
                best = other;
            }
        }
        Shopper taken = idle.get(best);
        Shopper last = idle.removeLast();
        if (best < idle.size()) {
            idle.set(best, last);
        }
        return taken;
    }

    /** Somebody who is free, and stays so; null when nobody is. */
    @Nullable
    Shopper anybody() {
        return idle.isEmpty() ? null : dice.oneOf(idle);
    }

    /** Takes a named customer out of the free ones, if free. */
    void withdraw(Shopper shopper) {
        idle.remove(shopper);
    }

    void release(Shopper shopper) {
        if (shopper.customerId() == null) {
            strangers.add(shopper);
        } else {
            idle.add(shopper);
        }
    }

    void rest(Shopper shopper, long until, boolean comesBack) {
        resting.add(new Resting(shopper, until, comesBack));
    }

    /** Frees those whose time has come; gives one who comes back for a cart, or null when there is no more such one. */
    @Nullable
    Shopper returning(long now) {
        for (Resting first = resting.peek(); first != null && first.until() <= now; first = resting.peek()) {
            resting.remove();
            if (first.comesBack()) {
                return first.shopper();
            }
            idle.add(first.shopper());
        }
        return null;
    }

    /** An anonymous visitor: a new one at first, later one who was there long ago. */
    Shopper stranger() {
        if (strangers.size() < MOST_STRANGERS) {
            int number = strangersMade++;
            return Shopper.anonymous((1L << 41) + number, "v-" + tag + "-" + number, Dice.of(dice.nextLong(), number));
        }
        return strangers.remove();
    }
}
