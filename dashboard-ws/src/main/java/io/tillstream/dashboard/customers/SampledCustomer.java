package io.tillstream.dashboard.customers;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.RfmScore;
import org.jspecify.annotations.Nullable;

/**
 * One point of the scatters.
 *
 * @param customerId the shop's identifier
 * @param orders F
 * @param netMicros M
 * @param recencyDays R; null before the first cut points
 * @param segment RFM segment; null before the first cut points
 * @param label RFM label, for example 412; null like the segment
 */
record SampledCustomer(
        String customerId,
        long orders,
        long netMicros,
        @Nullable Integer recencyDays,
        @Nullable String segment,
        @Nullable String label) {

    static SampledCustomer of(CustomerProfile profile) {
        RfmScore rfm = profile.rfm();
        return new SampledCustomer(
                profile.customerId(),
                profile.orders(),
                profile.netMicros(),
                profile.recencyDays(),
                profile.segment(),
                rfm == null ? null : rfm.label());
    }
}
