package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a product is called and how much of it is there, each by the newest event that said so. Of two said at the same time the greater wins, so that the
 * order of merging does not matter.
 *
 * @param title what customers read
 * @param category its category
 * @param stockOnHand units on hand
 */
public record Label(
        @Nullable Said<String> title,
        @Nullable Said<String> category,
        @Nullable Said<Long> stockOnHand) {

    /**
     * Something said at a time.
     *
     * @param value what was said
     * @param at event time, milliseconds since 1970
     */
    public record Said<T extends Comparable<T>>(T value, long at) {

        private static <T extends Comparable<T>> @Nullable Said<T> newest(
                @Nullable Said<T> one, @Nullable Said<T> other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            int order = Long.compare(one.at, other.at);
            return (order != 0 ? order : one.value.compareTo(other.value)) >= 0 ? one : other;
        }
    }

    /** A label from one event; parts it did not say are null. */
    public static Label said(@Nullable String title, @Nullable String category, @Nullable Long stockOnHand, long at) {
        return new Label(
                title == null ? null : new Said<>(title, at),
                category == null ? null : new Said<>(category, at),
                stockOnHand == null ? null : new Said<>(stockOnHand, at));
    }

    /** Both together: of each part what was said last. */
    static @Nullable Label merge(@Nullable Label one, @Nullable Label other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Label(
                Said.newest(one.title, other.title),
                Said.newest(one.category, other.category),
                Said.newest(one.stockOnHand, other.stockOnHand));
    }

    void write(BinaryWriter out) {
        writeText(title, out);
        writeText(category, out);
        out.writeUnsigned(stockOnHand == null ? 0 : stockOnHand.value + 1);
        if (stockOnHand != null) {
            out.writeSigned(stockOnHand.at);
        }
    }

    private static void writeText(@Nullable Said<String> said, BinaryWriter out) {
        out.writeText(said == null ? null : said.value);
        if (said != null) {
            out.writeSigned(said.at);
        }
    }

    static Label read(BinaryReader in) {
        Said<String> title = readText(in);
        Said<String> category = readText(in);
        long stock = in.readUnsigned();
        return new Label(title, category, stock == 0 ? null : new Said<>(stock - 1, in.readSigned()));
    }

    private static @Nullable Said<String> readText(BinaryReader in) {
        String text = in.readText();
        return text == null ? null : new Said<>(text, in.readSigned());
    }
}
