package io.tillstream.dashboard.funnel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.status.Freshness;
import java.time.Duration;
import java.time.Instant;

/** Channel {@code funnel}: steps and cart outcomes of the last 24 hours, 7, 30 and 90 days before the reference time, and of all time. */
public final class FunnelChannel implements Channel {

    private final FunnelBook book;
    private final Freshness freshness;

    /** Draws from the book. */
    public FunnelChannel(FunnelBook book, Freshness freshness) {
        this.book = book;
        this.freshness = freshness;
    }

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public long version(Instant now) {
        return book.version()
                + freshness.asOf(now).getEpochSecond() / Duration.ofHours(1).toSeconds();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        Instant asOf = freshness.asOf(now);
        write(data, "day", asOf, 1);
        write(data, "week", asOf, 7);
        write(data, "month", asOf, 30);
        write(data, "quarter", asOf, 90);
        book.all().writeTo(data.putObject("all"));
        return data;
    }

    private void write(ObjectNode data, String window, Instant asOf, int days) {
        book.since(asOf.minus(Duration.ofDays(days))).writeTo(data.putObject(window));
    }
}
