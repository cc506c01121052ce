package io.tillstream.streams.runtime;

import io.tillstream.streams.customer.PassMeter;

/** For tests that do not look at the counts. */
final class SilentMeter implements PassMeter {
    @Override
    public void counted() {}

    @Override
    public void duplicate() {}

    @Override
    public void ignored() {}

    @Override
    public void rejected() {}
}
