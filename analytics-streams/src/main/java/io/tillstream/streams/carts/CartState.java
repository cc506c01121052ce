package io.tillstream.streams.carts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cart a customer is filling, and the abandoned ones that may still be recovered. */
final class CartState {

    /**
     * The cart being filled, or null. When its timer ran out it is counted as abandoned ({@link Cart#isAbandoned()}) but stays here, because a late
     * activity may take that back.
     */
    @Nullable
    Cart current;

    final List<Cart> abandoned = new ArrayList<>(1);
}
