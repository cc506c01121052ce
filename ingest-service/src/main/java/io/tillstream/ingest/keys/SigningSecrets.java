package io.tillstream.ingest.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secrets that shop systems sign their webhooks with, one line {@code source=secret} each. Thread-safe. */
public final class SigningSecrets {

    private static final String HMAC = "HmacSHA256";

    private final NamedLines<Secret> lines;

    private record Secret(String source, SecretKeySpec key) {}

    /**
     * Secrets of a file that need not exist yet.
     *
     * @param file the file, or null when none is configured
     */
    public SigningSecrets(@Nullable Path file, Clock clock) {
        lines = new NamedLines<>(
                file,
                clock,
                "webhook secrets",
                (source, secret) ->
                        new Secret(source, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC)));
    }

    /** Whether there is a secret of this source. */
    public boolean knows(String source) {
        return lines.current().stream().anyMatch(secret -> secret.source().equals(source));
    }

    /**
     * Whether a body was signed with a secret of the source: Base64 of its HMAC-SHA256. Takes the same time for any signature that is wrong.
     *
     * @param body the bytes as they were sent
     * @param signature what the sender says it is, or null
     */
    public boolean isSigned(String source, byte[] body, @Nullable String signature) {
        byte[] presented = decoded(signature);
        boolean right = false;
        for (Secret secret : lines.current()) {
            if (secret.source().equals(source)) {
                right |= MessageDigest.isEqual(hmac(secret.key(), body), presented);
            }
        }
        return right;
    }

    private static byte[] decoded(@Nullable String signature) {
        try {
            return signature == null ? new byte[0] : Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
