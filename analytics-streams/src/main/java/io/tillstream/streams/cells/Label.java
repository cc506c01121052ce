package io.tillstream.streams.cells;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a product is called and how much of it is there, each by the newest event that said so. Of two said at the same time the greater wins, so that the
 * order of merging does not matter. Times in milliseconds since 1970.
 */
public final class Label {

    private @Nullable String title;
    private long titleAt;
    private @Nullable String category;
    private long categoryAt;
    private @Nullable Long stockOnHand;
    private long stockAt;

    /** What customers read, if anyone said. */
    public @Nullable String title() {
        return title;
    }

    /** Its category, if anyone said. */
    public @Nullable String category() {
        return category;
    }

    /** Units on hand, if anyone said. */
    public @Nullable Long stockOnHand() {
        return stockOnHand;
    }

    /** Takes what one event said; null stands for what it did not. */
    void say(@Nullable String newTitle, @Nullable String newCategory, @Nullable Long newStock, long at) {
        sayTitle(newTitle, at);
        sayCategory(newCategory, at);
        sayStock(newStock, at);
    }

    private void sayTitle(@Nullable String said, long at) {
        if (said != null && wins(said, at, title, titleAt)) {
            title = said;
            titleAt = at;
        }
    }

    private void sayCategory(@Nullable String said, long at) {
        if (said != null && wins(said, at, category, categoryAt)) {
            category = said;
            categoryAt = at;
        }
    }

    private void sayStock(@Nullable Long said, long at) {
        if (said != null && wins(said, at, stockOnHand, stockAt)) {
            stockOnHand = said;
            stockAt = at;
        }
    }

    private static <T extends Comparable<T>> boolean wins(T said, long at, @Nullable T known, long knownAt) {
        return known == null || at > knownAt || at == knownAt && said.compareTo(known) > 0;
    }

    void merge(Label other) {
        sayTitle(other.title, other.titleAt);
        sayCategory(other.category, other.categoryAt);
        sayStock(other.stockOnHand, other.stockAt);
    }

    void write(BinaryWriter out) {
        writeText(title, titleAt, out);
        writeText(category, categoryAt, out);
        out.writeUnsigned(stockOnHand == null ? 0 : stockOnHand + 1);
        if (stockOnHand != null) {
            out.writeSigned(stockAt);
        }
    }

    private static void writeText(@Nullable String said, long at, BinaryWriter out) {
        out.writeText(said);
        if (said != null) {
            out.writeSigned(at);
        }
    }

    static Label read(BinaryReader in) {
        Label label = new Label();
        label.title = in.readText();
        label.titleAt = label.title == null ? 0 : in.readSigned();
        label.category = in.readText();
        label.categoryAt = label.category == null ? 0 : in.readSigned();
        long stock = in.readUnsigned();
        label.stockOnHand = stock == 0 ? null : stock - 1;
        label.stockAt = stock == 0 ? 0 : in.readSigned();
        return label;
    }
}
