package io.tillstream.stack.database;

import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * A real PostgreSQL 18 on the loopback interface, with a database and a user {@code tillstream}. Its data stay in the given folder.
 * Commits reach the disk ({@code fsync} and {@code synchronous_commit} are on), and every login needs a password (SCRAM).
 *
 * <p>PostgreSQL is a process of its own and outlives a JVM that is killed; the next start on the folder stops it first.
 */
public final class LocalDatabase implements AutoCloseable {

    private static final String NAME = "tillstream";

    private final FolderLock lock;
    private final EmbeddedPostgres postgres;
    private final ProcessHandle process;
    private final String password;

    private LocalDatabase(FolderLock lock, EmbeddedPostgres postgres, ProcessHandle process, String password) {
        this.lock = lock;
        this.postgres = postgres;
        this.process = process;
        this.password = password;
    }

    /**
     * Starts the database and returns when it accepts logins (one second; three when the folder is new).
     *
     * @param dir its folder; created if need be
     * @param port the port, or 0 for any free one
     * @param password the password of the user {@code tillstream} from now on, whatever it was before
     * @throws io.tillstream.stack.runtime.FolderInUseException when another JVM runs a database on the folder
     * @throws IllegalStateException when PostgreSQL cannot start, for instance because the port is taken; its own words are in the
     *     file {@code postgres.log} of the folder
     */
    public static LocalDatabase start(Path dir, int port, String password) {
        return start(dir, port, password, null);
    }

    /**
     * The same, with TLS for those who ask for it.
     *
     * @param certificate what it shows to them; null for no TLS
     */
    public static LocalDatabase start(Path dir, int port, String password, @Nullable DatabaseCertificate certificate) {
        FolderLock lock = FolderLock.take(dir, "database");
        try {
            PostgresProcess.stopLeftover(dir.resolve("data"));
            int chosenPort = port == 0 ? Ports.free() : port;
            // zonky would be content with any PostgreSQL that answers on the port
            if (!Ports.isFree(chosenPort)) {
                throw new IllegalStateException("The port " + chosenPort + " is taken");
            }
            DatabaseFolder folder = DatabaseFolder.prepare(dir);
            EmbeddedPostgres postgres = launch(folder, chosenPort, certificate);
            try {
                createOwner(postgres, password);
                folder.markComplete();
                ProcessHandle process = PostgresProcess.find(folder.data())
                        .orElseThrow(() -> new IllegalStateException("PostgreSQL ended just after its start"));
                return new LocalDatabase(lock, postgres, process, password);
            } catch (SQLException | IOException | RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (IOException | SQLException | RuntimeException e) {
            lock.close();
            throw new IllegalStateException(
                    "PostgreSQL could not start on port " + port + ", see " + dir + "/postgres.log", e);
        }
    }

    /** Its address. */
    public String host() {
        return Ports.LOOPBACK;
    }

    /** Its port. */
    public int port() {
        return postgres.getPort();
    }

    /** The name of the database. */
    public String database() {
        return NAME;
    }

    /** The owner of the database. */
    public String user() {
        return NAME;
    }

    /** The owner's password. */
    public String password() {
        return password;
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
    }

    /** True while the PostgreSQL process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the PostgreSQL process has ended, for whatever reason. */
    public void awaitEnd() {
        process.onExit().join();
    }

    /** Ends all connections and stops PostgreSQL. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }

    private static EmbeddedPostgres launch(DatabaseFolder folder, int port, @Nullable DatabaseCertificate certificate)
            throws IOException {
        Redirect log = Redirect.to(folder.log().toFile());
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setConnectConfig("password", folder.superuserPassword())
                // These reach initdb as options, after its own; the last one wins.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", folder.superuserPasswordFile().toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", Ports.LOOPBACK)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("timezone", "UTC");
        if (certificate != null) {
            server.setServerConfig("ssl", "on")
                    .setServerConfig(
                            "ssl_cert_file",
                            certificate.certificate().toAbsolutePath().toString())
                    .setServerConfig(
                            "ssl_key_file", certificate.key().toAbsolutePath().toString());
        }
        return server.start();
    }

    private static void createOwner(EmbeddedPostgres postgres, String password) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            String secret = statement.enquoteLiteral(password);
            ignoreExisting(statement, "CREATE ROLE " + NAME + " LOGIN");
            // makes the role of readers, and logins that are members of it
            statement.execute("ALTER ROLE " + NAME + " CREATEROLE PASSWORD " + secret);
            ignoreExisting(statement, "CREATE DATABASE " + NAME + " OWNER " + NAME);
        }
        try (Connection connection = postgres.getDatabase("postgres", NAME).getConnection();
                Statement statement = connection.createStatement()) {
            // else whoever may log in could fill the disk with large objects
            statement.execute(
                    "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC");
        }
    }

    private static void ignoreExisting(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (PSQLException e) {
            boolean exists = "42710".equals(e.getSQLState()) || "42P04".equals(e.getSQLState());
            if (!exists) {
                throw e;
            }
        }
    }
}
