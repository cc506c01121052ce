package io.tillstream.query.access;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.UUID;

/**
 * A key pair that signs tokens, on the curve P-256.
 *
 * @param kid its name in tokens
 */
record SigningKey(String kid, ECPublicKey publicKey, ECPrivateKey privateKey, Instant createdAt) {

    private static final String ALGORITHM = "EC";

    static SigningKey generate(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(
                    UUID.randomUUID().toString(),
                    (ECPublicKey) pair.getPublic(),
                    (ECPrivateKey) pair.getPrivate(),
                    now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static SigningKey of(Row row) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new SigningKey(
                    row.getString("kid"),
                    (ECPublicKey) factory.generatePublic(
                            new X509EncodedKeySpec(row.getBuffer("public_key").getBytes())),
                    (ECPrivateKey) factory.generatePrivate(
                            new PKCS8EncodedKeySpec(row.getBuffer("private_key").getBytes())),
                    Rows.instant(row, "created_at"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key " + row.getString("kid") + " cannot be read", e);
        }
    }
}
