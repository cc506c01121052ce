package io.tillstream.query.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How access is guarded.
 *
 * @param open whether everybody may do everything: for tests and for trying on one's own machine
 * @param publicUrl address of the dashboard as people type it; its origin may make changes, https makes cookies secure
 * @param serviceKey what the services and commands of this installation authenticate with; null when there is none
 * @param firstAdminFile where the link of the first administrator is kept until it is used; null for the log only
 * @param trustedProxies addresses whose X-Forwarded-For is believed
 * @param requestsPerMinute of one user or key
 * @param signInsPerMinute from one address
 * @param passwords whether people can sign in by name and password
 * @param company the company's identity provider; null when there is none
 */
public record AccessSettings(
        boolean open,
        URI publicUrl,
        @Nullable String serviceKey,
        @Nullable Path firstAdminFile,
        Set<String> trustedProxies,
        int requestsPerMinute,
        int signInsPerMinute,
        boolean passwords,
        @Nullable CompanySettings company) {

    private static final int LEAST_KEY_CHARACTERS = 32;

    /** Checks each. */
    public AccessSettings {
        if (serviceKey != null && serviceKey.length() < LEAST_KEY_CHARACTERS) {
            throw new IllegalArgumentException(
                    "tillstream.access.service-key-file must hold " + LEAST_KEY_CHARACTERS + " characters or more");
        }
        if (requestsPerMinute < 1 || signInsPerMinute < 1) {
            throw new IllegalArgumentException("tillstream.access: limits per minute must be above 0");
        }
        if (!passwords && company == null) {
            throw new IllegalArgumentException(
                    "tillstream.access.passwords=false leaves nobody a way in: set tillstream.access.company.issuer");
        }
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** Whether cookies are for TLS only. */
    boolean isTls() {
        return "https".equals(publicUrl.getScheme());
    }
}
