package io.tillstream.ingest.privacy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was done for privacy since the start, by write key. No label holds anything that a sender chose. Thread-safe. */
public final class PrivacyCounts {

    private static final int MOST_KEYS = 1_000;
    private static final String OTHERS = "*";

    private final Map<String, OfKey> keys = new ConcurrentHashMap<>();
    private final Map<Deed, Counter> meters = new EnumMap<>(Deed.class);

    /** What was done. */
    enum Deed {
        /** A personal field went into an event of its own. */
        FIELD_MOVED,
        /** An address of mail in a text was hidden. */
        MAIL_HIDDEN,
        /** A network address was shortened. */
        ADDRESS_SHORTENED,
        /** An event of a crawler was withheld. */
        BOT_WITHHELD,
        /** An event without consent was withheld. */
        WITHHELD_WITHOUT_CONSENT,
        /** An event without consent was kept as that of a visitor of its own. */
        UNLINKED,
        /** Session, device and campaign were left out of an event without consent. */
        PARED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Counts in this registry. */
    public PrivacyCounts(MeterRegistry registry) {
        for (Deed deed : Deed.values()) {
            meters.put(
                    deed,
                    Counter.builder("tillstream.ingest.privacy")
                            .tag("deed", deed.wireName())
                            .description("What was done to events for privacy")
                            .register(registry));
        }
    }

    /** The counts of a write key by its name. */
    OfKey of(String key) {
        OfKey known = keys.get(key);
        if (known != null) {
            return known;
        }
        return keys.computeIfAbsent(keys.size() < MOST_KEYS ? key : OTHERS, name -> new OfKey());
    }

    /** Counts of one write key. */
    final class OfKey {

        private final Map<Deed, LongAdder> counts = new EnumMap<>(Deed.class);

        private OfKey() {
            for (Deed deed : Deed.values()) {
                counts.put(deed, new LongAdder());
            }
        }

        void add(Deed deed) {
            LongAdder count = counts.get(deed);
            Counter meter = meters.get(deed);
            if (count != null && meter != null) {
                count.increment();
                meter.increment();
            }
        }

        /** How often each was done. */
        Map<String, Long> shown() {
            Map<String, Long> shown = new LinkedHashMap<>();
            counts.forEach((deed, count) -> shown.put(deed.wireName(), count.sum()));
            return shown;
        }
    }
}
