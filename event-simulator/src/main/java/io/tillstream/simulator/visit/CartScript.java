package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.random.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down the acts of one visit, one after the other, and keeps its cart. */
final class CartScript {

    private static final long LONGEST_GAP = 8 * 60_000L;
    private static final long SHORTEST_GAP = 800;
    private static final long ARRIVAL_MILLIS = 1_200;
    private static final double GAP_SIGMA = 0.7;

    private final Dice dice;
    private final List<Step> steps = new ArrayList<>(12);
    private final List<Item> cart = new ArrayList<>(4);

    CartScript(Dice dice) {
        this.dice = dice;
    }

    void page(String address) {
        act(Action.PAGE_VIEW, 18, List.of(), address);
    }

    void search(String words) {
        act(Action.SEARCH, 12, List.of(), words);
    }

    void view(Item item) {
        act(Action.VIEW_ITEM, 25, List.of(item), null);
    }

    /** Puts a line into the cart unless its product is there already. */
    void add(Item item) {
        for (Item present : cart) {
            if (present.productId().equals(item.productId())) {
                return;
            }
        }
        cart.add(item);
        act(Action.ADD_TO_CART, 15, List.of(item), null);
    }

    void removeOne() {
        act(Action.REMOVE_FROM_CART, 20, List.of(cart.remove((int) dice.between(0, cart.size() - 1))), null);
    }

    void removeAll() {
        while (!cart.isEmpty()) {
            removeOne();
        }
    }

    void checkout() {
        act(Action.BEGIN_CHECKOUT, 30, cart(), null);
    }

    void purchase() {
        act(Action.PURCHASE, 60, cart(), null);
    }

    void abandon() {
        act(Action.ABANDON, 40, cart(), null);
    }

    /** Fills the cart without an act: what lies in it since an earlier visit. */
    void resume(List<Item> items) {
        cart.addAll(items);
    }

    /** Puts acts before all others, which follow after a moment. */
    void precede(List<Step> before) {
        if (!before.isEmpty()) {
            Step first = steps.getFirst();
            steps.set(0, new Step(first.action(), ARRIVAL_MILLIS, first.items(), first.text(), first.amountMicros()));
            steps.addAll(0, before);
        }
    }

    /** Puts acts behind the first page. */
    void expose(List<Step> seen) {
        if (!seen.isEmpty()) {
            steps.addAll(firstOfVisit() + 1, seen);
        }
    }

    private int firstOfVisit() {
        int first = 0;
        while (first < steps.size() - 1 && steps.get(first).form() != null) {
            first++;
        }
        return first;
    }

    int lines() {
        return cart.size();
    }

    List<Item> cart() {
        return List.copyOf(cart);
    }

    List<Step> steps() {
        return steps;
    }

    private void act(Action action, double medianGapSeconds, List<Item> items, @Nullable String text) {
        long gap = steps.isEmpty() ? 0 : (long) dice.logNormal(medianGapSeconds * 1000, GAP_SIGMA);
        steps.add(new Step(action, steps.isEmpty() ? 0 : Math.clamp(gap, SHORTEST_GAP, LONGEST_GAP), items, text, 0));
    }
}
