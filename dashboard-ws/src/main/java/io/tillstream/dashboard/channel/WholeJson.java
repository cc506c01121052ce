package io.tillstream.dashboard.channel;

import io.tillstream.contracts.output.OutputJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an output type of which no part is missing that the type promises: a record with a hole is refused when it is read, not met when it is shown. Looks
 * at each component, so it is for records of which there are few.
 */
public final class WholeJson<T extends Record> {

    private final OutputJson<T> json;

    private WholeJson(OutputJson<T> json) {
        this.json = json;
    }

    /** The JSON form of a type. */
    public static <T extends Record> WholeJson<T> of(Class<T> type) {
        return new WholeJson<>(OutputJson.of(type));
    }

    /**
     * One value from UTF-8.
     *
     * @throws java.io.UncheckedIOException when the bytes are not such a value
     * @throws IllegalArgumentException when a part is missing, naming it
     */
    public T read(byte[] bytes) {
        T value = json.read(bytes);
        check(value);
        return value;
    }

    private static void check(@Nullable Object value) {
        switch (value) {
            case Record whole -> {
                for (RecordComponent part : whole.getClass().getRecordComponents()) {
                    Object held = valueOf(part, whole);
                    if (held == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        throw new IllegalArgumentException(part.getName() + " is missing");
                    }
                    check(held);
                }
            }
            case Collection<?> many -> many.forEach(WholeJson::checkElement);
            case Map<?, ?> many -> many.values().forEach(WholeJson::checkElement);
            case null, default -> {
                // a plain value, or one that may be missing
            }
        }
    }

    private static void checkElement(@Nullable Object element) {
        if (element == null) {
            throw new IllegalArgumentException("an element is missing");
        }
        check(element);
    }

    private static @Nullable Object valueOf(RecordComponent part, Record whole) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
