package io.tillstream.dashboard.customers;

import java.util.Collection;
import java.util.TreeMap;

/**
 * A uniform sample of customers that stays the same from one moment to the next: those with the smallest hashes. Whether a customer is in it depends on
 * the identifier alone, not on what they bought.
 */
final class CustomerSample {

    private final int limit;
    private final TreeMap<Long, SampledCustomer> byHash = new TreeMap<>();

    /** @param limit how many customers are kept at most */
    CustomerSample(int limit) {
        this.limit = limit;
    }

    /** Takes a customer in, or brings their point up to date. */
    void put(long hash, SampledCustomer customer) {
        if (limit == 0 || byHash.size() >= limit && hash > byHash.lastKey()) {
            return;
        }
        byHash.put(hash, customer);
        if (byHash.size() > limit) {
            byHash.pollLastEntry();
        }
    }

    /** Forgets a customer. The place stays free until another customer's profile comes by. */
    void remove(long hash) {
        byHash.remove(hash);
    }

    /** The sample, in the order of the hashes: any beginning of it is a uniform sample too. */
    Collection<SampledCustomer> points() {
        return byHash.values();
    }

    /** How many are kept. */
    int size() {
        return byHash.size();
    }

    /** A hash of an identifier, well mixed in all 64 bits (FNV-1a with the finaliser of MurmurHash3). */
    static long hash(byte[] identifier) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : identifier) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
