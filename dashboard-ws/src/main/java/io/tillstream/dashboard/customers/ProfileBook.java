package io.tillstream.dashboard.customers;

import io.tillstream.contracts.output.CustomerProfile;

/** Takes in the profiles that {@link CustomerBook} reads, so that each is parsed once. */
public interface ProfileBook {

    /**
     * The newest profile of a customer.
     *
     * @param hash of the customer's identifier, see {@link CustomerSample#hash}
     */
    void put(long hash, CustomerProfile profile);

    /** A customer is known no longer. */
    void forget(long hash);
}
