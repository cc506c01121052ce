package io.tillstream.query.access;

import static java.util.stream.Collectors.joining;

import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.personal.PersonalKind;
import io.tillstream.query.personal.PersonalViewer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets those see personal data who hold the permission, and notes it in the audit log: once a minute per person, address of the API and kind, never the data. */
@ApplicationScoped
class ViewerOfRequest implements PersonalViewer {

    private static final Logger LOG = Logger.getLogger(ViewerOfRequest.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Callers callers;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Long> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    ViewerOfRequest(Callers callers, AuditLog audit, Clock clock) {
        this.callers = callers;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public boolean mayLook(PersonalKind... kinds) {
        if (callers.current() == null) {
            return false;
        }
        Set<String> roles = callers.caller().roles();
        return roles.contains(Roles.PERSONAL_DATA)
                || Stream.of(kinds).map(PersonalKind::permission).allMatch(roles::contains);
    }

    @Override
    public void looked(PersonalKind... kinds) {
        RoutingContext context = callers.current();
        if (context == null) {
            return;
        }
        Caller caller = callers.caller();
        String path = context.normalizedPath();
        String what = Stream.of(kinds).map(PersonalKind::wireName).collect(joining(", "));
        if (isNew(caller.bucket() + ' ' + path + ' ' + what)) {
            audit.append(caller.did("personal_data.read", path, callers.address(), what))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.errorf(
                                    "the audit log could not take a read of %s: %s", path, failure.getMessage()));
        }
    }

    private boolean isNew(String look) {
        long minute = clock.millis() / MINUTE_MILLIS;
        synchronized (noted) {
            Long before = noted.put(look, minute);
            return before == null || before != minute;
        }
    }
}
