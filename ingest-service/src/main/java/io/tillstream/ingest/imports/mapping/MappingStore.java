package io.tillstream.ingest.imports.mapping;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.ingest.imports.mapping.MappingLog.Change;
import io.tillstream.ingest.imports.mapping.MappingRefusal.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mappings that were saved by name, the same for all instances of the service. Each write key has names of its own, and sees those that others share. Without Kafka those that are
 * known still answer, and nothing is saved. Thread-safe.
 */
public final class MappingStore {

    /** What a mapping may be called. */
    public static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ._-]{0,63}");

    /** Mappings of one write key. */
    public static final int MOST = 200;

    /** Bytes of all mappings together: every instance holds them in memory. */
    public static final int MOST_BYTES = 16 << 20;

    private final MappingTable table;
    private final MappingLog log;
    private final OutputJson<SavedMapping> json = OutputJson.of(SavedMapping.class);

    /** Reads from a table that follows the topic that the log writes to. */
    public MappingStore(MappingTable table, MappingLog log) {
        this.table = table;
        this.log = log;
    }

    /**
     * Saves a mapping, in place of the owner's own of that name. One that is saved as it stands already is not saved again.
     *
     * @param version the version that the change was made from, 0 for none; null when the sender does not know of any
     * @return what is saved, once Kafka has acknowledged it
     */
    public KeptMapping save(SavedMapping mapping, @Nullable Long version) throws MappingRefusal {
        byte[] value = json.write(mapping);
        AtomicReference<@Nullable KeptMapping> same = new AtomicReference<>();
        long written = log.write(mapping.key(), () -> {
            KeptMapping now = table.get(mapping.key()).orElse(null);
            if (version == null && now != null && now.mapping().saysAs(mapping)) {
                same.set(now);
                return null;
            }
            checkVersion(now, version);
            checkRoom(mapping, now, value.length);
            return new Change(value);
        });
        KeptMapping unchanged = same.get();
        return unchanged != null ? unchanged : new KeptMapping(mapping, written, value.length);
    }

    /** Saves a mapping that was kept elsewhere, unless one of its name is as new. */
    void takeOver(SavedMapping mapping) throws MappingRefusal {
        byte[] value = json.write(mapping);
        log.write(mapping.key(), () -> {
            KeptMapping now = table.get(mapping.key()).orElse(null);
            if (now != null && !now.mapping().savedAt().isBefore(mapping.savedAt())) {
                return null;
            }
            checkRoom(mapping, now, value.length);
            return new Change(value);
        });
    }

    /**
     * Deletes a mapping of the key's own.
     *
     * @param version the version that is meant; null for whichever there is
     */
    public void delete(String key, String name, @Nullable Long version) throws MappingRefusal {
        String record = SavedMapping.key(key, name);
        log.write(record, () -> {
            KeptMapping now = table.get(record)
                    .orElseThrow(() -> new MappingRefusal(
                            Reason.NOT_FOUND, "No mapping of this write key is called that; those of others stay"));
            if (version != null) {
                checkVersion(now, version);
            }
            return new Change(null);
        });
    }

    private static void checkVersion(@Nullable KeptMapping now, @Nullable Long version) throws MappingRefusal {
        if (version == null && now != null) {
            throw new MappingRefusal(
                    Reason.VERSION_NEEDED,
                    "There is one of this name; If-Match: say by the ETag which version is meant");
        }
        if (version != null && version != (now == null ? 0 : now.version())) {
            throw new MappingRefusal(Reason.CHANGED, "It is no longer of this version; read it again");
        }
    }

    private void checkRoom(SavedMapping mapping, @Nullable KeptMapping now, int bytes) throws MappingRefusal {
        List<KeptMapping> all = table.all();
        long own = all.stream()
                .filter(each -> each.mapping().owner().equals(mapping.owner()))
                .count();
        if (now == null && own >= MOST) {
            throw new MappingRefusal(Reason.TOO_MANY, "a write key has at most " + MOST + " mappings; delete some");
        }
        long others = all.stream()
                .filter(each -> !each.equals(now))
                .mapToLong(KeptMapping::bytes)
                .sum();
        if (others + bytes > MOST_BYTES) {
            throw new MappingRefusal(
                    Reason.TOO_MANY, "all mappings together have at most " + MOST_BYTES + " bytes; delete some");
        }
    }

    /** The mapping that a write key means by a name: its own, else the one shared that was saved last. */
    public Optional<KeptMapping> find(String key, String name) throws MappingRefusal {
        return visible(key).stream()
                .filter(kept -> kept.mapping().name().equals(name))
                .max(Comparator.comparing(
                                (KeptMapping kept) -> kept.mapping().owner().equals(key))
                        .thenComparing(kept -> kept.mapping().savedAt()));
    }

    /** All that a write key may use, by name. */
    public List<KeptMapping> visible(String key) throws MappingRefusal {
        if (!table.isRead()) {
            throw new MappingRefusal(Reason.UNAVAILABLE, "The saved mappings have not been read from Kafka yet");
        }
        return table.all().stream()
                .filter(kept ->
                        kept.mapping().shared() || kept.mapping().owner().equals(key))
                .sorted(Comparator.comparing(
                                (KeptMapping kept) -> kept.mapping().name())
                        .thenComparing(kept -> kept.mapping().owner()))
                .toList();
    }
}
