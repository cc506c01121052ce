package io.tillstream.simulator.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps the checkpoint in a file that is whole at any moment: it is written beside, forced to disk and moved into place.
 *
 * <p>Not thread-safe.
 */
public final class CheckpointFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    /**
     * @param directory made when it does not exist
     */
    public CheckpointFile(Path directory) {
        this.file = directory.resolve("event-simulator.json");
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /**
     * Reads the checkpoint; empty when there is none.
     *
     * @throws IOException when it cannot be read or is not a checkpoint; starting anew then would publish the history twice
     */
    Optional<Checkpoint> read() throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = JSON.readValue(content, Checkpoint.class);
            if (checkpoint.version() == Checkpoint.VERSION_OF_FEWER_EVENTS) {
                if (!checkpoint.historyDone()) {
                    throw new IOException(
                            file + " is of an earlier version of this program, which stopped in the middle of"
                                    + " a history that this version would tell differently; begin with a fresh data folder");
                }
                return Optional.of(checkpoint.current());
            }
            if (checkpoint.version() != Checkpoint.VERSION) {
                throw new IOException(file + " has version " + checkpoint.version() + ", this program reads version "
                        + Checkpoint.VERSION);
            }
            return Optional.of(checkpoint);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a checkpoint of this program: " + e.getOriginalMessage(), e);
        }
    }

    /** Replaces the checkpoint. */
    void write(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer content = ByteBuffer.wrap(JSON.writeValueAsBytes(checkpoint));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
