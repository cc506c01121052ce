package io.tillstream.ingest.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The write keys of one file with lines {@code name=key}; blank lines and those that begin with {@code #} are skipped. A changed file is read again within
 * two seconds, so keys are added and withdrawn without a restart. Beside them hold the API keys for sending that an administrator has made, as the query service
 * last published them. Keys are held as digests and compared in constant time. Thread-safe.
 */
public final class WriteKeys {

    /** The header with a write key, as an alternative to {@code Authorization: Bearer}. */
    public static final String HEADER = "X-Write-Key";

    private static final String BEARER = "bearer ";

    private final NamedLines<Key> lines;
    private final Clock clock;

    private volatile List<Published> published = List.of();

    private record Key(String name, byte[] digest) {}

    /**
     * An API key for sending.
     *
     * @param digest SHA-256 of the key
     * @param expiresAt when it ends
     */
    public record Published(String name, byte[] digest, Instant expiresAt) {}

    /** What the check of a request came to. */
    public enum Answer {
        /** The key is known. */
        KNOWN,
        /** There is no key, or it is not known: 401. */
        REFUSED,
        /** The service has no keys, so nobody can be let in: 503. */
        NO_KEYS
    }

    /**
     * Keys of a file that need not exist yet.
     *
     * @param file the file, or null when none is configured
     */
    public WriteKeys(@Nullable Path file, Clock clock) {
        lines = new NamedLines<>(file, clock, "write keys", (name, key) -> new Key(name, digest(key)));
        this.clock = clock;
    }

    /** Whether there is at least one key. */
    public boolean areConfigured() {
        return !valid().isEmpty();
    }

    /**
     * Checks a request by its two headers, of which either will do.
     *
     * @param authorization value of {@code Authorization}, or null
     * @param writeKey value of {@link #HEADER}, or null
     */
    public Answer check(@Nullable String authorization, @Nullable String writeKey) {
        List<Key> keys = valid();
        if (keys.isEmpty()) {
            return Answer.NO_KEYS;
        }
        String presented = writeKey != null ? writeKey.strip() : bearer(authorization);
        return presented != null && nameOf(presented, keys).isPresent() ? Answer.KNOWN : Answer.REFUSED;
    }

    /** The name of a key that somebody presented; empty when it is not known. */
    public Optional<String> nameOf(String key) {
        return nameOf(key.strip(), valid());
    }

    /** The names of all keys that hold now: first those of the file, then those of API keys. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        valid().forEach(key -> names.add(key.name()));
        return names;
    }

    /** From now on these API keys hold, and none that was published before. */
    public void publish(List<Published> keys) {
        published = List.copyOf(keys);
    }

    private List<Key> valid() {
        List<Key> ofFile = lines.current();
        List<Published> others = published;
        if (others.isEmpty()) {
            return ofFile;
        }
        Instant now = clock.instant();
        List<Key> all = new ArrayList<>(ofFile);
        for (Published key : others) {
            if (now.isBefore(key.expiresAt())) {
                all.add(new Key(key.name(), key.digest()));
            }
        }
        return all;
    }

    /** The key of a header {@code Authorization: Bearer}; null when it holds none. */
    public static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static Optional<String> nameOf(String presented, List<Key> keys) {
        byte[] digest = digest(presented);
        String found = null;
        for (Key key : keys) {
            // no early end: the time taken must not say which key was nearly right
            if (MessageDigest.isEqual(digest, key.digest())) {
                found = key.name();
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
