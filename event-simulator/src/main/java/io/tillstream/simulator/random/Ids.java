package io.tillstream.simulator.random;

import java.util.UUID;

/**
 * Makes identifiers that depend on nothing but a run and a position in it, so that an event that is made again after a crash carries the id it had.
 */
public final class Ids {

    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
    private static final int TAG_LENGTH = 6;

    private final long run;
    private final String tag;

    /**
     * @param seed the shop's seed
     * @param moment what tells this run from other runs of the same seed: an instant in milliseconds
     */
    public Ids(long seed, long moment) {
        this.run = Dice.mix(Dice.mix(seed) ^ moment);
        String digits = Long.toUnsignedString(run, Character.MAX_RADIX);
        this.tag = "000000".concat(digits).substring(digits.length());
    }

    /**
     * The id of one event.
     *
     * @param source whose event
     * @param sequence its number among that source's events
     * @return a UUID of version 8 ("custom", RFC 9562) as text
     */
    public String event(long source, long sequence) {
        long high = Dice.mix(Dice.mix(run ^ source) + sequence);
        long low = Dice.mix(high ^ Dice.mix(run + sequence));
        return new UUID((high & VERSION_MASK) | VERSION_8, (low & VARIANT_MASK) | VARIANT_RFC).toString();
    }

    /** Six letters and digits that tell this run from others, for order ids and the like. */
    public String tag() {
        return tag.substring(tag.length() - TAG_LENGTH);
    }
}
