package io.tillstream.ingest.imports.clean;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The clean lines of one import, on disk between the first pass, which reads and cleans the table, and the second, which knows how many lines each order has
 * and publishes it when it is complete. About 100 bytes a line.
 */
final class LineFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private LineFile() {}

    /** Writes lines in their order. */
    static final class Writer implements Closeable {

        private final DataOutputStream out;

        Writer(Path file) throws IOException {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
        }

        void write(Line line) throws IOException {
            out.writeLong(line.row());
            out.writeInt(line.order());
            out.writeBoolean(line.refund());
            out.writeLong(line.timestampMillis());
            out.writeLong(line.priceMicros());
            out.writeInt(line.quantity());
            out.writeLong(line.discountMicros());
            text(line.orderId());
            text(line.customerId());
            text(line.productId());
            text(line.title());
            text(line.category());
            text(line.brand());
            text(line.country());
            text(line.location());
            text(line.channel());
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void text(@Nullable String text) throws IOException {
            if (text == null) {
                out.writeShort(-1);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeShort(bytes.length);
            out.write(bytes);
        }
    }

    /** Reads the lines back. */
    static final class Reader implements Closeable {

        private final DataInputStream in;

        Reader(Path file) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        }

        Line read() throws IOException {
            long row = in.readLong();
            int order = in.readInt();
            boolean refund = in.readBoolean();
            long timestampMillis = in.readLong();
            long priceMicros = in.readLong();
            int quantity = in.readInt();
            long discountMicros = in.readLong();
            return new Line(
                    row,
                    order,
                    refund,
                    timestampMillis,
                    required(),
                    required(),
                    required(),
                    priceMicros,
                    quantity,
                    discountMicros,
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private String required() throws IOException {
            String text = text();
            if (text == null) {
                throw new IOException("a line on disk lacks an id");
            }
            return text;
        }

        private @Nullable String text() throws IOException {
            int length = in.readShort();
            return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }
}
