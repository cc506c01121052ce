package io.tillstream.query.access;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company's identity provider (OpenID Connect), by which people sign in and whose tokens programs send.
 *
 * @param issuer as its tokens name it; its configuration is at {@code /.well-known/openid-configuration} below
 * @param clientId of this installation at the provider
 * @param clientSecret null for a public client, which PKCE protects alone
 * @param audience that programs' tokens must be for; null when tokens of programs are not taken
 * @param scopes asked for at sign-in, separated by spaces
 * @param nameClaim claim with the name that people are known by
 * @param rolesClaim path of the claim that says what somebody may do, with dots between the levels
 * @param roles the values of that claim which give each role, {@code personal_data}, and {@code personal_contacts} or {@code personal_texts}
 */
public record CompanySettings(
        URI issuer,
        String clientId,
        @Nullable String clientSecret,
        @Nullable String audience,
        String scopes,
        String nameClaim,
        String rolesClaim,
        Map<String, Set<String>> roles) {

    /** Checks that what is said over the net cannot be read by others. */
    public CompanySettings {
        boolean local = "127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !(local && "http".equals(issuer.getScheme()))) {
            throw new IllegalArgumentException(
                    "tillstream.access.company.issuer must be an https address, not " + issuer);
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("tillstream.access.company.client-id is missing");
        }
        roles = Map.copyOf(roles);
    }
}
