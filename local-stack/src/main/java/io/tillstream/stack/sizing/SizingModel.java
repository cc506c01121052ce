package io.tillstream.stack.sizing;

/**
 * What a shop's size comes to, fitted on measured figures; docs/scaling.md says which and how well they fit. Bytes are those on disk of one copy, before
 * replication, unless said otherwise.
 */
public final class SizingModel {

    /** Events a second that one processor of the engine is given to do: half of what it does at most. */
    static final double ENGINE_EVENTS_PER_PROCESSOR = 20_000;
    /** Events a second that become rows at most, with two processors for query-api and PostgreSQL together. */
    static final double PROJECTED_EVENTS_PER_SECOND = 11_600;
    /** An event in the log, compressed with its neighbours. */
    static final double LOG_BYTES_PER_EVENT = 60;
    /** An event in PostgreSQL with its indexes. */
    static final double ROW_BYTES_PER_EVENT = 530;
    /** A customer in PostgreSQL with indexes. */
    static final double ROW_BYTES_PER_CUSTOMER = 1_700;
    /** A cell in PostgreSQL with indexes. */
    static final double ROW_BYTES_PER_CELL = 330;
    /** A profile on its topic. */
    public static final double PROFILE_BYTES = 760;
    /** A cell on its topic and in the changelog, together. */
    static final double CELL_BYTES = 500;
    /** Cells that each product beyond the first hundred adds to a day on which it is looked at. */
    static final double CELLS_PER_FURTHER_PRODUCT = 2;

    private static final double STATE_SCALE = 231;
    private static final double STATE_EXPONENT = 0.26;
    private static final double CELLS_SCALE = 71;
    private static final double CELLS_EXPONENT = 0.284;
    private static final double USUAL_PRODUCTS = 100;
    private static final int LEAST_PARTITIONS = 4;

    private SizingModel() {}

    /** Bytes of the engine's state of one customer, with this many events in the mean. */
    public static double stateBytesPerCustomer(double eventsPerCustomer) {
        return STATE_SCALE * Math.pow(Math.max(1, eventsPerCustomer), STATE_EXPONENT);
    }

    /** Cells that a number of days with so many events each leave. */
    public static double cells(double days, double eventsPerDay, double products) {
        double further = Math.min(Math.max(0, products - USUAL_PRODUCTS), eventsPerDay);
        return days * (CELLS_SCALE * Math.pow(eventsPerDay, CELLS_EXPONENT) + CELLS_PER_FURTHER_PRODUCT * further);
    }

    /** Everything. */
    public static Plan plan(ShopSize shop) {
        int processors = (int) Math.max(1, Math.ceil(shop.peakEventsPerSecond() / ENGINE_EVENTS_PER_PROCESSOR));
        double cells = cells(shop.days(), shop.eventsPerDay(), shop.products());
        double state =
                shop.customers() * stateBytesPerCustomer(shop.events() / shop.customers()) + cells * CELL_BYTES / 2;
        double log = shop.events() * LOG_BYTES_PER_EVENT;
        double topics = 2 * (state + shop.customers() * PROFILE_BYTES + cells * CELL_BYTES);
        double rows = shop.eventsPerDay() * Math.min(shop.eventDays(), shop.days()) * ROW_BYTES_PER_EVENT
                + shop.customers() * ROW_BYTES_PER_CUSTOMER
                + cells * ROW_BYTES_PER_CELL;
        return new Plan(
                partitions(processors),
                processors,
                state,
                log + topics,
                rows,
                shop.peakEventsPerSecond() / PROJECTED_EVENTS_PER_SECOND);
    }

    /** Room to double twice without a replay into new topics; a number that divides well. */
    private static int partitions(int processors) {
        int wanted = Math.max(LEAST_PARTITIONS, 4 * processors);
        return wanted <= 12 ? wanted : (wanted + 11) / 12 * 12;
    }

    /**
     * What is needed.
     *
     * @param partitions of each topic
     * @param engineProcessors processors for analytics-streams, all instances together
     * @param stateBytes local state of the engine, all instances together, one copy
     * @param kafkaBytes of all topics, one copy; twice the compacted ones, for what is not compacted yet
     * @param databaseBytes tables and indexes
     * @param projectionLoad share of what can be made into rows at most; above 1 tables fall behind at the peak
     */
    public record Plan(
            int partitions,
            int engineProcessors,
            double stateBytes,
            double kafkaBytes,
            double databaseBytes,
            double projectionLoad) {}
}
