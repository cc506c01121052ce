package io.tillstream.query.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that are shown once and kept as hashes. They hold 256 random bits, so a fast hash is enough, unlike for passwords. */
final class Secret {

    private static final int BYTES = 32;

    private Secret() {}

    /** A new one, of 43 characters that can stand in addresses. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256. */
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether they are the same, in a time that does not tell how nearly. */
    static boolean isSame(String presented, String right) {
        return MessageDigest.isEqual(hash(presented), hash(right));
    }
}
