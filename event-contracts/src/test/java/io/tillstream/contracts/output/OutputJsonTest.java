package io.tillstream.contracts.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way of writing and reading against databind: same bytes, same values, same refusals. */
class OutputJsonTest {

    private static final int VALUES = 600;
    private static final int SPOILED_PER_VALUE = 12;

    private static final List<String> TEXTS = List.of(
            "all",
            "day",
            "product",
            "85123A",
            "",
            "a b",
            "quote\"",
            "back\\slash",
            "£2",
            "\u007f",
            "line\nend",
            "\u0000",
            "𝄞",
            "a,\"b\":1}");
    private static final List<Long> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            9L,
            10L,
            99L,
            100L,
            1_000_000L,
            1_500_000L,
            2_550_000L,
            -10L,
            8_887_208_894_000L,
            999_999_999_999_999_999L,
            1_000_000_000_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE);
    private static final List<Double> FRACTIONS =
            List.of(0.0, -0.0, 1.0, 0.1, 30.4375, 1e-5, 1e7, 123456789.125, Double.MIN_VALUE, Double.MAX_VALUE);
    private static final List<Instant> TIMES = List.of(
            Instant.EPOCH,
            Instant.parse("2011-12-09T12:50:00Z"),
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.parse("2024-02-29T00:00:00.000001Z"),
            Instant.parse("2026-01-01T10:20:30.123456789Z"),
            Instant.parse("0000-01-01T00:00:00Z"),
            Instant.parse("-0001-05-01T00:00:00Z"),
            Instant.parse("+12000-05-01T00:00:00Z"));
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2011, 12, 9), LocalDate.of(2024, 2, 29), LocalDate.of(-1, 1, 1), LocalDate.of(12_000, 1, 1));
    /** What stands where a byte was: enough to make other numbers, other texts, other fields and no JSON at all. */
    private static final byte[] SPOILERS = " \"\\{}[]:,.-+eE09nultrfZT/\u0001".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(classes = {SalesCell.class, FunnelCell.class, SeasonalityCell.class, CustomerProfile.class})
    <T> void shouldWriteAndReadAsDatabindDoes(Class<T> type) throws ReflectiveOperationException {
        OutputJson<T> json = OutputJson.of(type);
        Random random = new Random(7);
        for (int i = 0; i < VALUES; i++) {
            T value = value(type, random, i % 2 == 0);
            byte[] written = json.write(value);
            assertThat(written).asString(StandardCharsets.UTF_8).isEqualTo(text(json.writeAny(value)));
            assertThat(json.read(written)).isEqualTo(json.readAny(written)).isEqualTo(value);
            for (int k = 0; k < SPOILED_PER_VALUE; k++) {
                byte[] spoiled = spoiled(written, random);
                assertThat(outcome(() -> json.read(spoiled)))
                        .as(text(spoiled))
                        .isEqualTo(outcome(() -> json.readAny(spoiled)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SalesCell.class, FunnelCell.class, SeasonalityCell.class, CustomerProfile.class})
    <T> void shouldGoPastDatabindWhenTheValueIsPlain(Class<T> type) throws ReflectiveOperationException {
        PlainShape<T> shape = PlainShape.of(type);
        assertThat(shape).isNotNull();
        Random random = new Random(3);
        for (int i = 0; i < VALUES; i++) {
            shouldGoPastDatabind(shape, value(type, random, true));
        }
    }

    private static <T> void shouldGoPastDatabind(PlainShape<T> shape, T value) {
        PlainWriter writer = new PlainWriter(shape.names());
        shape.write(value, writer);
        byte[] written = writer.bytes();
        assertThat(written).isNotNull();
        PlainReader reader = new PlainReader(shape.names(), written);
        assertThat(shape.read(reader)).isEqualTo(value);
        assertThat(reader.isUsual()).isTrue();
    }

    @Test
    void shouldReadFieldsInAnyOrderAndPassUnknownOnes() {
        SeasonalityCell cell = OutputJson.of(SeasonalityCell.class).read("""
                {"new_field": [1], "day": "2024-02-29", "hour": "2024-02-29T10:00:00Z", "gross": 2.55, "orders": 3,
                 "fresh_through": "2024-02-29T11:00:00Z"}""".getBytes(StandardCharsets.UTF_8));
        assertThat(cell)
                .isEqualTo(new SeasonalityCell(
                        Instant.parse("2024-02-29T10:00:00Z"),
                        LocalDate.of(2024, 2, 29),
                        0,
                        0,
                        3,
                        0,
                        2_550_000,
                        0,
                        Instant.parse("2024-02-29T11:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999"})
    void shouldRefuseAnAmountThatWouldUnfoldToGigabytes(String amount) {
        OutputJson<SeasonalityCell> json = OutputJson.of(SeasonalityCell.class);
        byte[] cell = ("{\"gross\":" + amount + "}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> json.read(cell)).isInstanceOf(UncheckedIOException.class);
    }

    private static byte[] spoiled(byte[] json, Random random) {
        byte[] spoiled = Arrays.copyOf(json, random.nextInt(10) == 0 ? random.nextInt(json.length) : json.length);
        if (spoiled.length > 0) {
            spoiled[random.nextInt(spoiled.length)] = SPOILERS[random.nextInt(SPOILERS.length)];
        }
        return spoiled;
    }

    private static Object outcome(Supplier<?> read) {
        try {
            return String.valueOf(read.get());
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static <T> T value(Class<T> type, Random random, boolean plain) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = nullable && random.nextInt(3) == 0 ? null : one(components[i], random, plain);
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object one(RecordComponent component, Random random, boolean plain)
            throws ReflectiveOperationException {
        if (component.getType() == List.class) {
            Class<?> of = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            List<Object> list = new ArrayList<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                list.add(of.isRecord() ? value(of, random, plain) : one(of, random, plain));
            }
            return list;
        }
        return component.getType().isRecord()
                ? value(component.getType(), random, plain)
                : one(component.getType(), random, plain);
    }

    private static Object one(Class<?> type, Random random, boolean plain) {
        if (type == String.class) {
            return plain ? "p-" + random.nextInt(1_000) : any(TEXTS, random);
        } else if (type == long.class || type == Long.class) {
            return plain ? Long.valueOf(random.nextInt()) : any(NUMBERS, random);
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(400);
        } else if (type == Double.class || type == double.class) {
            return plain ? Double.valueOf(random.nextInt(1_000_000) / 1_000.0) : any(FRACTIONS, random);
        } else if (type == Instant.class) {
            return plain
                    ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000) * 1_000_000L)
                    : any(TIMES, random);
        } else if (type == LocalDate.class) {
            return plain ? LocalDate.ofEpochDay(random.nextInt(30_000)) : any(DAYS, random);
        }
        throw new IllegalArgumentException("no random value of " + type);
    }

    private static <V> V any(List<V> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
