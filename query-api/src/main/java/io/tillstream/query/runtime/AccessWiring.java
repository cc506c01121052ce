package io.tillstream.query.runtime;

import io.tillstream.query.access.AccessSettings;
import io.tillstream.query.access.CompanySettings;
import io.tillstream.query.access.Roles;
import io.tillstream.query.personal.PersonalKind;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What configuration says about access. */
@Dependent
class AccessWiring {

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
            CompanyConfig company)
            throws IOException {
        return new AccessSettings(
                isOpen(mode, host),
                publicUrl,
                secret(serviceKeyFile.orElse(null)),
                firstAdminFile.orElse(null),
                trustedProxies,
                requestsPerMinute,
                signInsPerMinute,
                passwords,
                settings(company));
    }

    /** Null when no issuer is configured. */
    private static @Nullable CompanySettings settings(CompanyConfig company) throws IOException {
        URI issuer = company.issuer().orElse(null);
        if (issuer == null) {
            return null;
        }
        Map<String, Set<String>> roles = new HashMap<>();
        company.roles().viewer().ifPresent(values -> roles.put(Roles.VIEWER, values));
        company.roles().analyst().ifPresent(values -> roles.put(Roles.ANALYST, values));
        company.roles().admin().ifPresent(values -> roles.put(Roles.ADMIN, values));
        company.roles().personalData().ifPresent(values -> roles.put(Roles.PERSONAL_DATA, values));
        company.roles().personalContacts().ifPresent(values -> roles.put(PersonalKind.CONTACTS.permission(), values));
        company.roles().personalTexts().ifPresent(values -> roles.put(PersonalKind.TEXTS.permission(), values));
        return new CompanySettings(
                issuer,
                company.clientId().orElse(""),
                secret(company.clientSecretFile().orElse(null)),
                company.audience().orElse(null),
                company.scopes(),
                company.nameClaim(),
                company.rolesClaim(),
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

    private static @Nullable String secret(@Nullable Path file) throws IOException {
        return file == null ? null : Files.readString(file).strip();
    }
}
