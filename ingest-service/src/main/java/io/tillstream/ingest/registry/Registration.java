package io.tillstream.ingest.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Puts every schema into the registry once, in as many rounds as it takes. A schema that the registry refuses is not sent again before the next start; for all else the next
 * round tries again. Each trouble is logged once.
 */
public final class Registration {

    private static final Logger LOG = Logger.getLogger(Registration.class);

    private final RegistrySettings settings;
    private final RegistryClient client;
    private final List<RegistrySchema> waiting;
    private final Set<String> said = new HashSet<>();
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final int total;

    public Registration(RegistrySettings settings) {
        this(settings, RegistrySchema.all());
    }

    Registration(RegistrySettings settings, List<RegistrySchema> schemas) {
        this.settings = settings;
        this.client = new RegistryClient(settings);
        this.waiting = new ArrayList<>(schemas);
        this.total = schemas.size();
    }

    /** Schemas that stand in the registry. */
    public int registered() {
        return registered.get();
    }

    /** Schemas that the registry will not have. */
    public int refused() {
        return refused.get();
    }

    /** Schemas of which neither is known yet. */
    public int waiting() {
        return total - registered() - refused();
    }

    /**
     * Sends what waits.
     *
     * @return whether nothing waits any more
     */
    public boolean round() throws InterruptedException {
        try {
            for (RegistrySchema schema : List.copyOf(waiting)) {
                if (!send(schema)) {
                    break;
                }
            }
        } catch (IOException e) {
            say(
                    "The schema registry %s cannot be used yet: %s",
                    host(), e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            // its message may hold the token
            say("The address of the schema registry, or what to log in there with, is not of HTTP's form");
        }
        if (!waiting.isEmpty()) {
            return false;
        }
        LOG.infof(
                "%d schemas stand in the group %s of the schema registry %s; %d were refused",
                registered(), settings.group(), host(), refused());
        return true;
    }

    /** Whether to go on with the next one. */
    private boolean send(RegistrySchema schema) throws IOException, InterruptedException {
        RegistryAnswer answer = client.register(schema);
        if (answer.refused()) {
            waiting.remove(schema);
            refused.incrementAndGet();
            LOG.errorf(
                    "The schema registry %s refuses %s/%s (%d): %s",
                    host(), settings.group(), schema.artifactId(), answer.status(), answer.reason());
            return true;
        }
        if (!answer.taken()) {
            return later(schema, "take", answer);
        }
        CompatibilityLevel level = settings.level(schema);
        if (level != CompatibilityLevel.NONE) {
            RegistryAnswer rule = client.addRule(schema, level);
            if (!rule.taken() && !rule.existsAlready()) {
                return later(schema, "take a rule for", rule);
            }
        }
        waiting.remove(schema);
        registered.incrementAndGet();
        return true;
    }

    private boolean later(RegistrySchema schema, String what, RegistryAnswer answer) {
        say(
                "The schema registry %s does not yet %s %s/%s (%d): %s",
                host(), what, settings.group(), schema.artifactId(), answer.status(), answer.reason());
        return !answer.closed();
    }

    private void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        if (said.add(line)) {
            LOG.warnf("%s; it is tried again", line);
        }
    }

    private String host() {
        return String.valueOf(settings.url().getHost());
    }
}
