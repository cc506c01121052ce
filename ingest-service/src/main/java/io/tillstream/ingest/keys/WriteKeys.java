package io.tillstream.ingest.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The write keys of one file with lines {@code name=key}; blank lines and those that begin with {@code #} are skipped. A changed file is read again within
 * two seconds, so keys are added and withdrawn without a restart. Beside them hold the API keys for sending that an administrator has made, as the query service
 * last published them. Keys are held as digests and compared in constant time. Thread-safe.
 */
public final class WriteKeys {

    /** The header with a write key, as an alternative to {@code Authorization: Bearer}. */
    public static final String HEADER = "X-Write-Key";

    private static final Logger LOG = Logger.getLogger(WriteKeys.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final String BEARER = "bearer ";
    private static final int MIN_KEY_CHARS = 8;

    private final @Nullable Path file;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(List.of(), null, Instant.MIN);

    private volatile List<Published> published = List.of();

    private record Key(String name, byte[] digest) {}

    /**
     * An API key for sending.
     *
     * @param digest SHA-256 of the key
     * @param expiresAt when it ends
     */
    public record Published(String name, byte[] digest, Instant expiresAt) {}

    private record Loaded(List<Key> keys, @Nullable FileTime modified, Instant lookedAt) {}

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
        this.file = file;
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

    /** From now on these API keys hold, and none that was published before. */
    public void publish(List<Published> keys) {
        published = List.copyOf(keys);
    }

    private List<Key> valid() {
        List<Key> ofFile = current();
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

    private List<Key> current() {
        Loaded known = loaded;
        Instant now = clock.instant();
        if (file == null || now.isBefore(known.lookedAt().plus(LOOK_AGAIN))) {
            return known.keys();
        }
        Loaded fresh = look(file, known, now);
        loaded = fresh;
        return fresh.keys();
    }

    private static Loaded look(Path file, Loaded known, Instant now) {
        try {
            if (Files.notExists(file)) {
                return new Loaded(List.of(), null, now);
            }
            FileTime modified = Files.getLastModifiedTime(file);
            if (modified.equals(known.modified())) {
                return new Loaded(known.keys(), modified, now);
            }
            List<Key> keys = parse(Files.readAllLines(file, StandardCharsets.UTF_8));
            LOG.infof("Read %d write keys", keys.size());
            return new Loaded(keys, modified, now);
        } catch (IOException | UncheckedIOException e) {
            // names the file, never its lines
            LOG.warnf("The file of write keys cannot be read: %s", e.getClass().getSimpleName());
            return new Loaded(List.of(), null, now);
        }
    }

    private static List<Key> parse(List<String> lines) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = line.substring(equals + 1).strip();
            if (equals < 1 || key.length() < MIN_KEY_CHARS) {
                LOG.warnf(
                        "Line %d of the write keys is skipped: it must read name=key, the key of %d characters or more",
                        i + 1, MIN_KEY_CHARS);
                continue;
            }
            keys.add(new Key(line.substring(0, equals).strip(), digest(key)));
        }
        return List.copyOf(keys);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
