package io.tillstream.contracts.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON of one output type: snake_case, RFC 3339 times, unknown fields ignored so that additions break nobody. Thread-safe.
 *
 * <p>Cells and profiles that hold nothing but plain text go past databind, see {@link PlainShape}; the bytes and values are the same.
 */
public final class OutputJson<T> {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final @Nullable PlainShape<T> shape;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    private OutputJson(Class<T> type) {
        shape = PlainShape.of(type);
        writer = MAPPER.writerFor(type);
        reader = MAPPER.readerFor(type);
    }

    /** The JSON form of a type. */
    public static <T> OutputJson<T> of(Class<T> type) {
        return new OutputJson<>(type);
    }

    /** One value as UTF-8. */
    public byte[] write(T value) {
        if (shape != null) {
            PlainWriter plain = new PlainWriter(shape.names());
            shape.write(value, plain);
            byte[] json = plain.bytes();
            if (json != null) {
                return json;
            }
        }
        return writeAny(value);
    }

    /** By databind, which writes everything. */
    byte[] writeAny(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One value from UTF-8.
     *
     * @throws UncheckedIOException when the bytes are not such a value
     */
    public T read(byte[] json) {
        if (shape != null) {
            PlainReader plain = new PlainReader(shape.names(), json);
            T value = shape.read(plain);
            if (plain.isUsual()) {
                return value;
            }
        }
        return readAny(json);
    }

    /** By databind, which reads everything. */
    T readAny(byte[] json) {
        try {
            return reader.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
