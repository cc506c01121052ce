package io.tillstream.dashboard.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tillstream.dashboard.access.Credentials;
import io.tillstream.dashboard.access.SocketAccess;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Guards the sockets as configuration says, with keys that a thread keeps up to date. */
@Singleton
final class AccessWiring {

    private static final Logger LOG = Logger.getLogger(AccessWiring.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");
    private static final int EARLY = 400;

    private final boolean open;
    private final Credentials credentials;
    private final KeyWatch watch;
    private final Thread thread;

    AccessWiring(DashboardConfig config, Clock clock, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.open = isOpen(config.access().mode(), host);
        this.credentials = new Credentials(clock);
        this.watch = new KeyWatch(config.queryApi().url(), credentials);
        this.thread = Thread.ofPlatform().name("watch-keys").daemon().unstarted(watch);
    }

    @Produces
    @Singleton
    SocketAccess socketAccess() {
        return new SocketAccess(open, credentials);
    }

    void start(@Observes StartupEvent event) {
        if (open) {
            LOG.warn("tillstream.access.mode=open: whoever reaches this port sees everything");
        } else {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        watch.stop();
    }

    /** Tells browsers to stay with TLS once they came by it, here or at a proxy in front. */
    void filters(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.request().isSSL()
                            || "https".equalsIgnoreCase(context.request().getHeader("X-Forwarded-Proto"))) {
                        context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
                    }
                    context.next();
                },
                EARLY);
    }

    /** Only where nobody else can reach the service. */
    static boolean isOpen(DashboardConfig.Mode mode, String host) {
        if (mode == DashboardConfig.Mode.OPEN && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException(
                    "tillstream.access.mode=open shows everything to everybody, so it needs quarkus.http.host=127.0.0.1, not "
                            + host);
        }
        return mode == DashboardConfig.Mode.OPEN;
    }
}
