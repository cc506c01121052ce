package io.tillstream.simulator.history;

import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.population.City;
import io.tillstream.simulator.population.Population;
import io.tillstream.simulator.random.Ids;
import io.tillstream.simulator.season.Advertising;
import io.tillstream.simulator.season.Drive;
import io.tillstream.simulator.season.Experiment;
import io.tillstream.simulator.season.SeasonCalendar;
import io.tillstream.simulator.visit.Market;
import io.tillstream.simulator.visit.Shopper;
import java.time.Instant;
import java.util.List;

/** The shop as its settings describe it: what it sells, who comes, and the calendar of its past. Not thread-safe. */
public final class Shop {

    private final ShopSettings settings;
    private final Instant start;
    private final Instant end;
    private final Catalogue catalogue;
    private final SeasonCalendar calendar;
    private final Population population;
    private final Advertising advertising;
    private final List<Experiment> experiments;

    /**
     * @param end first instant after the history
     */
    public Shop(ShopSettings settings, Instant end) {
        this.settings = settings;
        this.start = settings.start(end);
        this.end = end;
        this.catalogue = Catalogue.of(settings.seed(), settings.products());
        this.calendar = new SeasonCalendar(settings.seed(), start, end, settings.zone());
        this.population = new Population(
                settings.seed(), settings.cities().stream().map(City::of).toList());
        this.advertising = new Advertising(settings.seed(), settings.zone());
        this.experiments = Experiment.of(start, end);
    }

    /** The advertising that runs all year. */
    public Advertising advertising() {
        return advertising;
    }

    /** What is being tested towards the end of the history and after it. */
    public List<Experiment> experiments() {
        return experiments;
    }

    /** What the shop was made from. */
    public ShopSettings settings() {
        return settings;
    }

    /** First instant of the history. */
    public Instant start() {
        return start;
    }

    /** First instant after the history. */
    public Instant end() {
        return end;
    }

    /** What the shop sells. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** When the shop was busy. */
    public SeasonCalendar calendar() {
        return calendar;
    }

    /** What the shop offers at an instant, in milliseconds since 1970. */
    Market marketAt(long at) {
        Drive drive = calendar.driveAt(at);
        return drive == null
                ? Market.ORDINARY
                : new Market(drive.campaign(), drive.share(), drive.discount(), -1, null, 1, true);
    }

    /** The next customer who was never there before. */
    public Shopper newcomer() {
        return Shopper.customer(population.next());
    }

    /** The ids of the history. */
    Ids historyIds() {
        return new Ids(settings.seed(), end.toEpochMilli());
    }

    /**
     * The ids of a live phase.
     *
     * @param since when it began, in milliseconds since 1970; tells it from earlier live phases of the same shop
     */
    public Ids liveIds(long since) {
        return new Ids(~settings.seed(), since);
    }
}
