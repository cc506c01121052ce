package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code churn}: customers per churn tier, and how the tiers came about. */
public final class ChurnChannel implements Channel {

    private final CustomerBook book;

    /** Draws from the book. */
    public ChurnChannel(CustomerBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("customers", book.buyers());
        data.put("method", book.churnMethod());
        book.byTier().forEach(data.putObject("tiers")::put);
        return data;
    }
}
