package io.tillstream.stack.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a certificate that vouches for itself, by the JDK's own tool. */
public final class Certificates {

    private static final String ALIAS = "server";
    private static final String DAYS = "3650";

    private Certificates() {}

    /**
     * Makes a key with its certificate for the loopback interface.
     *
     * @param subject whom the certificate names
     * @param keyStore the new PKCS 12 file
     * @param password of the file and of the key in it
     * @param authority the new PEM file of the certificate alone, for those who are to trust it
     */
    public static void make(String subject, Path keyStore, String password, Path authority) throws IOException {
        Files.createDirectories(keyStore.toAbsolutePath().getParent());
        Files.deleteIfExists(keyStore);
        Path passwordFile = keyStore.resolveSibling("keytool.password");
        Secrets.write(passwordFile, password);
        try {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    subject,
                    "-ext",
                    "SAN=ip:" + Ports.LOOPBACK + ",dns:localhost",
                    "-validity",
                    DAYS,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keyStore.toString(),
                    "-storepass:file",
                    passwordFile.toString()));
            if (keyStore.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(keyStore, PosixFilePermissions.fromString("rw-------"));
            }
            // through this file everything else is seen to be complete
            Secrets.write(authority, certificate(keyStore, password));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /**
     * Sockets that show the certificate and trust no other.
     *
     * @throws IllegalStateException when the file is not such a key store
     */
    public static SocketFactory sockets(Path keyStore, String password) {
        try {
            KeyStore store = open(keyStore, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the key store " + keyStore + " cannot be used", e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * The key of a key store in PEM, for servers that know no PKCS 12.
     *
     * @throws IOException when the file is not such a key store
     */
    public static String key(Path keyStore, String password) throws IOException {
        try {
            return pem(
                    "PRIVATE KEY",
                    open(keyStore, password)
                            .getKey(ALIAS, password.toCharArray())
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("the key cannot be read from " + keyStore, e);
        }
    }

    private static String certificate(Path keyStore, String password) throws IOException {
        try {
            return pem(
                    "CERTIFICATE",
                    open(keyStore, password).getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be read from " + keyStore, e);
        }
    }

    private static KeyStore open(Path keyStore, String password) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }
}
