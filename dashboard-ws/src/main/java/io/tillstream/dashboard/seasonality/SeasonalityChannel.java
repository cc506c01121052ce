package io.tillstream.dashboard.seasonality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code seasonality}: three matrices, rows keyed 1 (Monday) to 7 (Sunday), 24 hours of the business zone each. */
public final class SeasonalityChannel implements Channel {

    private final SeasonalityBook book;

    /** Draws from the book. */
    public SeasonalityChannel(SeasonalityBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "seasonality";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ObjectNode orders = data.putObject("orders");
        ObjectNode sessions = data.putObject("sessions");
        ObjectNode gross = data.putObject("gross");
        for (int day = 0; day < SeasonalityBook.DAYS; day++) {
            String weekday = Integer.toString(day + 1);
            ArrayNode orderRow = orders.putArray(weekday);
            ArrayNode sessionRow = sessions.putArray(weekday);
            ArrayNode grossRow = gross.putArray(weekday);
            for (int hour = 0; hour < SeasonalityBook.HOURS; hour++) {
                orderRow.add(book.orders()[day][hour]);
                sessionRow.add(book.sessions()[day][hour]);
                grossRow.add(Figures.money(book.grossMicros()[day][hour]));
            }
        }
        return data;
    }
}
