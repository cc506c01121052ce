package io.tillstream.ingest.privacy;

import io.tillstream.contracts.event.CommerceEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What people said last about being analysed; of several purposes that mean it, no wins. Grows with the people who ever said anything about it, by about 200 bytes each.
 * Thread-safe.
 */
public final class Consents implements ConsentMemory {

    private final Set<String> purposes;
    private final Map<String, Map<String, Said>> people = new ConcurrentHashMap<>();

    private record Said(boolean granted, Instant at) {}

    /**
     * @param purposes those that mean consent to being analysed, in lower case
     */
    public Consents(Set<String> purposes) {
        this.purposes = Set.copyOf(purposes);
    }

    /** Takes note of what a person says, unless something later is known already. */
    public void note(CommerceEvent.ConsentChanged said) {
        String purpose = said.purpose().toLowerCase(Locale.ROOT);
        if (purposes.contains(purpose)) {
            people.computeIfAbsent(said.key(), key -> new ConcurrentHashMap<>(2))
                    .merge(
                            purpose,
                            new Said(said.granted(), said.timestamp()),
                            (known, fresh) -> fresh.at().isBefore(known.at()) ? known : fresh);
        }
    }

    @Override
    public void withdrawn(CommerceEvent.ConsentChanged said) {
        note(said);
    }

    @Override
    public @Nullable Boolean analytics(String key) {
        Map<String, Said> said = people.get(key);
        return said == null ? null : said.values().stream().allMatch(Said::granted);
    }
}
