package io.tillstream.streams.carts;

import java.util.ArrayList;
import java.util.List;

/** The carts a customer is filling, and the abandoned ones that may still be recovered. */
final class CartState {

    /**
     * Carts that no later activity has closed, in the order of the log; one, unless history was sent after the fact. A cart whose timer ran out is counted
     * as abandoned ({@link Cart#isAbandoned()}) but stays here, because a late activity may take that back.
     */
    final List<Cart> open = new ArrayList<>(1);

    final List<Cart> abandoned = new ArrayList<>(1);
}
