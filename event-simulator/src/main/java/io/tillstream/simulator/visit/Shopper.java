package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.population.Habits;
import io.tillstream.simulator.population.Person;
import io.tillstream.simulator.population.Population;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who visits the shop, and what has become of them so far. Mutable, owned by one thread. */
public final class Shopper {

    private final long index;
    private final @Nullable String customerId;
    private @Nullable String anonymousId;
    private final @Nullable Person person;
    private final Habits habits;
    private final Dice dice;
    private final Bond bond;

    private boolean known;
    private long registeredAt;
    private long eventsMade;
    private int visitsMade;
    private int ordersMade;
    private boolean gone;
    private List<Item> leftInCart = List.of();
    private @Nullable String leftCartId;

    private Shopper(
            long index,
            @Nullable String customerId,
            @Nullable String anonymousId,
            @Nullable Person person,
            Habits habits,
            Dice dice,
            Bond bond) {
        this.index = index;
        this.customerId = customerId;
        this.anonymousId = anonymousId;
        this.person = person;
        this.habits = habits;
        this.dice = dice;
        this.bond = bond;
        this.known = customerId != null;
    }

    /** A customer with a name. */
    public static Shopper customer(Population.Member member) {
        Habits habits = member.habits();
        Bond bond = new Bond(member.dice().fork(), habits);
        return new Shopper(
                member.index(),
                String.format("c-%06d", member.index() + 1),
                null,
                member.person(),
                habits.withRate(habits.ordersPerWeek() * Truth.rateFactor(bond.member())),
                member.dice(),
                bond);
    }

    /**
     * A visitor whom the shop knows by a cookie alone.
     *
     * @param index unique among all shoppers
     */
    public static Shopper anonymous(long index, String anonymousId, Dice dice) {
        Habits habits = Population.stranger(dice);
        return new Shopper(index, null, anonymousId, null, habits, dice, new Bond(dice.fork(), habits));
    }

    /** Unique among all shoppers of the shop. */
    public long index() {
        return index;
    }

    /** Browses unknown until the sign-up, by a cookie alone. */
    public void goUnknown(String cookie) {
        known = false;
        anonymousId = cookie;
    }

    /** The shop's identifier, or null for a visitor whom the shop does not know, or not yet. */
    public @Nullable String customerId() {
        return known ? customerId : null;
    }

    /** The cookie of a visitor whom the shop does not know; null for a customer once known. */
    public @Nullable String anonymousId() {
        return known ? null : anonymousId;
    }

    /** The cookie of earlier visits, which the sign-up names; null for a customer who has none. */
    @Nullable
    String cookie() {
        return anonymousId;
    }

    /** From now on the shop knows who this is. */
    void becomeKnown() {
        known = customerId != null;
    }

    /** Who it is, or null for an anonymous visitor. */
    public @Nullable Person person() {
        return person;
    }

    /** How this shopper shops. */
    public Habits habits() {
        return habits;
    }

    /** What decides this shopper's life. */
    public Dice dice() {
        return dice;
    }

    /** What ties this shopper to the shop beyond shopping. */
    public Bond bond() {
        return bond;
    }

    /** Whether the shopper has left the shop for good. */
    public boolean gone() {
        return gone;
    }

    /** Number of orders placed. */
    public int orders() {
        return ordersMade;
    }

    /** What was left in an abandoned cart that the shopper still thinks of; empty when there is none. */
    List<Item> leftInCart() {
        return leftInCart;
    }

    /** The id of the cart of {@link #leftInCart}. */
    @Nullable
    String leftCartId() {
        return leftCartId;
    }

    /** When the customer signed up, in milliseconds since 1970. */
    public long registeredAt() {
        return registeredAt;
    }

    void register(long at) {
        registeredAt = at;
    }

    void leave(List<Item> items, String cartId) {
        leftInCart = items;
        leftCartId = cartId;
    }

    void forgetCart() {
        leftInCart = List.of();
        leftCartId = null;
    }

    void depart() {
        gone = true;
    }

    long nextEvent() {
        return eventsMade++;
    }

    int nextVisit() {
        return ++visitsMade;
    }

    int nextOrder() {
        return ++ordersMade;
    }
}
