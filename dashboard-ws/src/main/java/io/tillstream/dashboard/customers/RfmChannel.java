package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code rfm}: customers per RFM label, the cut points, where all of them lie by recency, frequency and monetary value, and a sample. */
public final class RfmChannel implements Channel {

    private final CustomerBook book;
    private final DensityBook density;
    private final CutPointBook cutPoints;

    /** Draws from the books; the density is told of profiles by the book of customers. */
    public RfmChannel(CustomerBook book, DensityBook density, CutPointBook cutPoints) {
        this.book = book;
        this.density = density;
        this.cutPoints = cutPoints;
    }

    @Override
    public String name() {
        return "rfm";
    }

    @Override
    public long version(Instant now) {
        return book.version() + cutPoints.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("customers", book.buyers());
        book.byLabel().forEach(data.putObject("labels")::put);
        cutPoints.writeTo(data);
        ObjectNode planes = data.putObject("density");
        density.writeRecencyByNet(planes.putObject("recency_net"));
        density.writeRecencyByOrders(planes.putObject("recency_orders"));
        ObjectNode sample = data.putObject("sample");
        int sampled = 0;
        for (SampledCustomer customer : book.sample().points()) {
            Integer recency = customer.recencyDays();
            if (recency == null || customer.segment() == null) {
                continue;
            }
            ArrayNode point = sample.putArray(customer.customerId());
            point.add(recency.intValue());
            point.add(customer.orders());
            point.add(Figures.money(customer.netMicros()));
            point.add(customer.segment());
            point.add(customer.label());
            sampled++;
        }
        data.put("sampled", sampled);
        return data;
    }
}
