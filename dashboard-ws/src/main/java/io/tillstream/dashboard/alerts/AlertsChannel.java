package io.tillstream.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code alerts}: what somebody should look at now, by id. */
public final class AlertsChannel implements Channel {

    private final AlertBook book;

    /** Draws from the book. */
    public AlertsChannel(AlertBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ObjectNode rows = data.putObject("rows");
        book.raised().forEach(alert -> rows.putObject(alert.id())
                .put("rule", alert.rule())
                .put("subject", alert.subject())
                .put("sentence", alert.sentence())
                .put("at", alert.at().toString()));
        return data;
    }
}
