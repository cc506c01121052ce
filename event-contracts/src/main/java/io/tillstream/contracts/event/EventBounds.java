package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;

/** The largest values an event may hold. {@link EventReader} enforces them; who builds events without it does so too. */
public final class EventBounds {

    /** Bytes of one event's JSON. */
    public static final int MAX_DOCUMENT_BYTES = 1 << 20;
    /** Objects and arrays inside one another. */
    public static final int MAX_NESTING = 32;
    /** Characters of an event id. */
    public static final int MAX_EVENT_ID_CHARS = 128;
    /** Characters of any other id. */
    public static final int MAX_ID_CHARS = 256;
    /** Characters of a short name: channel, category, brand, country, name of a field. */
    public static final int MAX_LABEL_CHARS = 256;
    /** Characters of a title or a search query. */
    public static final int MAX_TITLE_CHARS = 1_000;
    /** Characters of an address of a page or picture. */
    public static final int MAX_URL_CHARS = 8_000;
    /** Characters of any other text. */
    public static final int MAX_TEXT_CHARS = 20_000;
    /** Lines of one event. */
    public static final int MAX_ITEMS = 10_000;
    /** Units in one line. */
    public static final int MAX_QUANTITY = 100_000;
    /** Price of one unit, in micros. */
    public static final long MAX_PRICE_MICROS = 10_000_000L * Micros.PER_UNIT;
    /** What all lines of one event come to, in micros. */
    public static final long MAX_TOTAL_MICROS = 1_000_000_000L * Micros.PER_UNIT;

    private EventBounds() {}
}
