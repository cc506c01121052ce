package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code segments}: customers per RFM segment, where all of them lie by orders and spend, a sample of these, and the latest moves between segments. */
public final class SegmentsChannel implements Channel {

    private final CustomerBook book;
    private final DensityBook density;
    private final TransitionBook transitions;

    /** Draws from the books; the density is told of profiles by the book of customers. */
    public SegmentsChannel(CustomerBook book, DensityBook density, TransitionBook transitions) {
        this.book = book;
        this.density = density;
        this.transitions = transitions;
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public long version(Instant now) {
        return book.version() + transitions.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("customers", book.buyers());
        data.put("sampled", book.sample().size());
        book.bySegment().forEach(data.putObject("counts")::put);
        density.writeOrdersByNet(data.putObject("density"));
        ObjectNode sample = data.putObject("sample");
        for (SampledCustomer customer : book.sample().points()) {
            ArrayNode point = sample.putArray(customer.customerId());
            point.add(customer.orders());
            point.add(Figures.money(customer.netMicros()));
            point.add(customer.segment() == null ? "" : customer.segment());
        }
        transitions.writeTo(data.putObject("transitions"));
        return data;
    }
}
