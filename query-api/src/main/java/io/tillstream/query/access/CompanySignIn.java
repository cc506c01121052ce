package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.auditlog.AuditLog;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the company's identity provider: authorization code with PKCE (RFC 7636), state and nonce; and tokens of its issuer that programs send. Whoever has no role by the
 * provider's claims is not let in.
 */
@ApplicationScoped
class CompanySignIn {

    /** Where the provider sends people back to. */
    static final String RETURN_PATH = "/api/v1/access/company/return";

    private static final String SEPARATOR = ".";

    private final AccessSettings settings;
    private final CompanyProvider provider;
    private final CompanyUsers users;
    private final Sessions sessions;
    private final AuditLog audit;

    CompanySignIn(
            AccessSettings settings, CompanyProvider provider, CompanyUsers users, Sessions sessions, AuditLog audit) {
        this.settings = settings;
        this.provider = provider;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * A sign-in that has begun.
     *
     * @param address where to send the browser
     * @param secret what the browser keeps meanwhile, in a cookie that no script reads
     */
    record Begun(String address, String secret) {}

    /** Begins a sign-in. */
    Uni<Begun> begin() {
        CompanySettings company = company();
        String state = Secret.random();
        String nonce = Secret.random();
        String verifier = Secret.random();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", company.clientId());
        query.put("redirect_uri", returnAddress());
        query.put("scope", company.scopes());
        query.put("state", state);
        query.put("nonce", nonce);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + CompanyProvider.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return provider.authorization(company)
                .map(address -> new Begun(
                        address + (address.contains("?") ? '&' : '?') + parameters,
                        String.join(SEPARATOR, state, nonce, verifier)));
    }

    /** A session for somebody whom the provider sent back with a code. */
    Uni<Sessions.Session> end(@Nullable String secret, @Nullable String state, @Nullable String code, String address) {
        CompanySettings company = company();
        String[] kept = secret == null ? new String[0] : secret.split("\\.");
        if (kept.length != 3 || state == null || code == null || !Secret.isSame(kept[0], state)) {
            throw CompanyProvider.refused("this browser has not begun this sign-in");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", returnAddress());
        form.put("client_id", company.clientId());
        form.put("code_verifier", kept[2]);
        return provider.exchange(company, form, kept[1])
                .map(claims -> CompanyClaims.of(claims, company))
                .flatMap(claims -> session(company, claims, address));
    }

    private Uni<Sessions.Session> session(CompanySettings company, CompanyClaims claims, String address) {
        String role = claims.role();
        if (role == null) {
            Caller unknown = new Caller(Caller.Kind.COMPANY, claims.subject(), claims.name(), Set.of());
            return audit.append(unknown.wasRefused("session.began", null, address, "no role"))
                    .flatMap(done -> Uni.createFrom()
                            .failure(Problem.of(ProblemCode.NOT_ALLOWED, "the provider's claims give no role here")));
        }
        return users.account(company, claims, role)
                .call(user -> audit.append(user.did("session.began", null, address, "by " + company.issuer())))
                .flatMap(sessions::begin);
    }

    /** Who sent a token of the company's issuer; empty where it does not hold, or gives no role. */
    Uni<Optional<Caller>> bearer(String token) {
        CompanySettings company = settings.company();
        String audience = company == null ? null : company.audience();
        if (company == null || audience == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return provider.bearer(company, token, audience)
                .map(claims -> CompanyClaims.of(claims, company))
                .flatMap(
                        claims -> users.isDisabled(company, claims.subject()).map(disabled -> caller(claims, disabled)))
                .onFailure(failure -> failure instanceof Problem problem && problem.status() == 401)
                .recoverWithItem(Optional.empty());
    }

    private static Optional<Caller> caller(CompanyClaims claims, boolean disabled) {
        String role = claims.role();
        return role == null || disabled
                ? Optional.empty()
                : Optional.of(new Caller(
                        Caller.Kind.COMPANY, claims.subject(), claims.name(), Roles.of(role, claims.sight())));
    }

    private CompanySettings company() {
        CompanySettings company = settings.company();
        if (company == null) {
            throw Problem.notFound("way to sign in: no identity provider is configured");
        }
        return company;
    }

    private String returnAddress() {
        return settings.publicUrl().toString().replaceAll("/$", "") + RETURN_PATH;
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
