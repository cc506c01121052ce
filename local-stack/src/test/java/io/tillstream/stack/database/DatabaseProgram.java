package io.tillstream.stack.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a database until it is killed. */
final class DatabaseProgram {

    private DatabaseProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalDatabase database = LocalDatabase.start(Path.of(arguments[0]), 0, arguments[1])) {
            System.out.write((database.jdbcUrl() + "\nready\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }
}
