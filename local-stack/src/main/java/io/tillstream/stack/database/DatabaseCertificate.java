package io.tillstream.stack.database;

import io.tillstream.stack.runtime.Certificates;
import io.tillstream.stack.runtime.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What PostgreSQL shows to those who ask for TLS.
 *
 * @param certificate PEM file, which clients trust
 * @param key PEM file that only its owner can read
 */
public record DatabaseCertificate(Path certificate, Path key) {

    /**
     * The one in the folder; it is made when there is none.
     *
     * @throws UncheckedIOException when the folder cannot be written, or the JDK's keytool does not run
     */
    public static DatabaseCertificate in(Path folder) {
        DatabaseCertificate files = new DatabaseCertificate(folder.resolve("server.pem"), folder.resolve("server.key"));
        try {
            if (Files.notExists(files.certificate())) {
                Path keyStore = folder.resolve("server.p12");
                String password = Secrets.random();
                Path complete = folder.resolve("server.pem.new-certificate");
                Certificates.make("CN=tillstream-postgresql", keyStore, password, complete);
                Secrets.write(files.key(), Certificates.key(keyStore, password));
                Files.delete(keyStore);
                Files.move(complete, files.certificate());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the certificate of PostgreSQL in " + folder, e);
        }
    }
}
