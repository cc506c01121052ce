package io.tillstream.query.access;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What has to be done at the start and now and then: signing keys, the link of the first administrator, forgetting what has expired. Runs in one thread. */
@ApplicationScoped
public class AccessUpkeep {

    private static final Logger LOG = Logger.getLogger(AccessUpkeep.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final Links links;
    private final Sessions sessions;
    private final AccessSettings settings;
    private volatile boolean ready;
    private boolean linked;

    AccessUpkeep(SigningKeys keys, Links links, Sessions sessions, AccessSettings settings) {
        this.keys = keys;
        this.links = links;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Whether people can sign in. */
    public boolean isReady() {
        return ready && keys.areThere();
    }

    /** Does what is due. Waits for the database. */
    public void run() throws IOException {
        keys.refresh().await().atMost(PATIENCE);
        if (!settings.open()) {
            seeToAnAdmin();
        }
        sessions.tidy().await().atMost(PATIENCE);
        ready = true;
    }

    /** The first administrator is there: the link is of no use any more. */
    void forgetLink() {
        Path file = settings.firstAdminFile();
        if (file != null) {
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    LOG.warnf("%s holds a link that has been used, and cannot be deleted", file);
                }
            });
        }
    }

    /** The link is made once per start; one from a start before holds no longer. */
    private void seeToAnAdmin() throws IOException {
        Path file = settings.firstAdminFile();
        if (links.isThereAnAdmin().await().atMost(PATIENCE)) {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } else if (!linked) {
            Links.Link link = links.make(null).await().atMost(PATIENCE);
            LOG.infof(
                    "There is no administrator yet. Whoever opens this link within 24 hours becomes one: %s",
                    link.url());
            if (file != null) {
                write(file, link.url() + "\n");
            }
            linked = true;
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
