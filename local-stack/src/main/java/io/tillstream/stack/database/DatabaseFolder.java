package io.tillstream.stack.database;

import io.tillstream.stack.runtime.Folders;
import io.tillstream.stack.runtime.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one database.
 *
 * @param data PostgreSQL's own folder
 * @param log what PostgreSQL says
 * @param binaries where the program is unpacked, once for all databases of this user
 * @param superuserPasswordFile the password of the role {@code postgres}, which only this class's callers use
 * @param complete exists once the database has been set up: a folder without it was interrupted and holds nothing
 */
record DatabaseFolder(Path data, Path log, Path binaries, Path superuserPasswordFile, Path complete) {

    /** Makes the folder ready for a start; what an interrupted first start has left behind is removed. */
    static DatabaseFolder prepare(Path dir) throws IOException {
        Path root = dir.toAbsolutePath();
        DatabaseFolder folder = new DatabaseFolder(
                root.resolve("data"),
                root.resolve("postgres.log"),
                Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache", "tillstream", "postgres")),
                root.resolve("superuser-password"),
                root.resolve("complete"));
        if (Files.notExists(folder.complete)) {
            Folders.delete(folder.data);
            Files.deleteIfExists(folder.superuserPasswordFile);
        }
        Secrets.readOrCreate(folder.superuserPasswordFile);
        return folder;
    }

    String superuserPassword() {
        return Secrets.readOrCreate(superuserPasswordFile);
    }

    void markComplete() throws IOException {
        if (Files.notExists(complete)) {
            Files.createFile(complete);
        }
    }
}
