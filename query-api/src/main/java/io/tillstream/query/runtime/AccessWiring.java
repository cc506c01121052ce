package io.tillstream.query.runtime;

import io.tillstream.query.access.AccessSettings;
import io.tillstream.query.access.CompanySettings;
import io.tillstream.query.access.Roles;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What configuration says about access. */
@Dependent
class AccessWiring {

    private static final String COMPANY = "tillstream.access.company.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

    @Produces
    @Singleton
    AccessSettings accessSettings(
            @ConfigProperty(name = "tillstream.access.mode", defaultValue = "required") String mode,
            @ConfigProperty(name = "tillstream.access.public-url", defaultValue = "http://127.0.0.1:8080")
                    URI publicUrl,
            @ConfigProperty(name = "tillstream.access.service-key-file") Optional<Path> serviceKeyFile,
            @ConfigProperty(name = "tillstream.access.first-admin-file") Optional<Path> firstAdminFile,
            @ConfigProperty(name = "tillstream.access.trusted-proxies", defaultValue = "127.0.0.1,0:0:0:0:0:0:0:1,::1")
                    Set<String> trustedProxies,
            @ConfigProperty(name = "tillstream.access.requests-per-minute", defaultValue = "6000")
                    int requestsPerMinute,
            @ConfigProperty(name = "tillstream.access.sign-ins-per-minute", defaultValue = "20") int signInsPerMinute,
            @ConfigProperty(name = "tillstream.access.passwords", defaultValue = "true") boolean passwords,
            @ConfigProperty(name = "quarkus.http.host") String host,
            Config config)
            throws IOException {
        return new AccessSettings(
                isOpen(mode, host),
                publicUrl,
                serviceKey(serviceKeyFile.orElse(null)),
                firstAdminFile.orElse(null),
                trustedProxies,
                requestsPerMinute,
                signInsPerMinute,
                passwords,
                company(config));
    }

    /** Null when no issuer is configured. */
    private static @Nullable CompanySettings company(Config config) throws IOException {
        Optional<URI> issuer = config.getOptionalValue(COMPANY + "issuer", URI.class);
        if (issuer.isEmpty()) {
            return null;
        }
        Map<String, Set<String>> roles = new HashMap<>();
        for (String role : List.of(Roles.VIEWER, Roles.ANALYST, Roles.ADMIN, Roles.PERSONAL_DATA)) {
            config.getOptionalValues(COMPANY + "roles." + role.replace('_', '-'), String.class)
                    .ifPresent(values -> roles.put(role, Set.copyOf(values)));
        }
        Path secret = config.getOptionalValue(COMPANY + "client-secret-file", Path.class)
                .orElse(null);
        return new CompanySettings(
                issuer.get(),
                config.getOptionalValue(COMPANY + "client-id", String.class).orElse(""),
                secret == null ? null : Files.readString(secret).strip(),
                config.getOptionalValue(COMPANY + "audience", String.class).orElse(null),
                config.getOptionalValue(COMPANY + "scopes", String.class).orElse("openid profile email"),
                config.getOptionalValue(COMPANY + "name-claim", String.class).orElse("preferred_username"),
                config.getOptionalValue(COMPANY + "roles-claim", String.class).orElse("groups"),
                roles);
    }

    /** Only where nobody else can reach the service. */
    static boolean isOpen(String mode, String host) {
        return switch (mode) {
            case "required" -> false;
            case "open" -> {
                if (!LOOPBACK.contains(host)) {
                    throw new IllegalArgumentException(
                            "tillstream.access.mode=open lets everybody do everything, so it needs quarkus.http.host=127.0.0.1, not "
                                    + host);
                }
                yield true;
            }
            default -> throw new IllegalArgumentException("tillstream.access.mode is required or open, not " + mode);
        };
    }

    private static @Nullable String serviceKey(@Nullable Path file) throws IOException {
        return file == null ? null : Files.readString(file).strip();
    }
}
