package io.tillstream.streams.identity;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The journals of the persons of one partition: for each what they did, where the rest of it is, what it counted for, and what they were before. A store of
 * bytes with one small record for each event, so that a person who does something writes only that.
 */
public final class Journal {

    /** Name of the store. */
    public static final String STORE = "identity-journal";

    private final KeyValueStore<Bytes, byte[]> store;

    /** The parts of a journal, and the byte that tells them apart. */
    public enum Part {
        /** Events, in the order in which they count. */
        EVENT('J'),
        /** Events of a visitor that a customer has. */
        AWAY('A'),
        /** The state before the first event of the journal. */
        BASE('B'),
        /** What the events did to cells, in pieces. */
        LEDGER('L'),
        /** What was last said of each cart. */
        CART('C'),
        /** What was said of feedback. */
        FEEDBACK('F');

        private final byte mark;

        Part(char mark) {
            this.mark = (byte) mark;
        }
    }

    /** A record of a part: what tells it from others of the part, and its content. */
    public record Entry(byte[] name, byte[] value) {}

    /** Where a visitor's event is. */
    public record Away(JournalEvent event, String holder, boolean asked) {

        /** The stored form. */
        public byte[] toBytes() {
            BinaryWriter out = new BinaryWriter();
            event.write(out);
            return out.writeText(holder).writeByte(asked ? 1 : 0).toByteArray();
        }

        /** Reads what {@link #toBytes} made. */
        public static Away of(byte[] bytes) {
            BinaryReader in = new BinaryReader(bytes);
            JournalEvent event = JournalEvent.read(in);
            String holder = in.readRequiredText();
            return new Away(event, holder, in.readByte() == 1);
        }
    }

    /** Over a store. */
    public Journal(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Builds the store. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> storeBuilder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** The name of a visitor's event: visitors' events count in the order in which they came. */
    public static byte[] placeOfVisitor(JournalEvent event) {
        return numbered(event.number());
    }

    /** The name of a customer's event: they count in the order of time, then of arrival, then own ones first, then by id. */
    public static byte[] placeOfCustomer(JournalEvent event) {
        byte[] source = event.source().getBytes(StandardCharsets.UTF_8);
        byte[] id = event.eventId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Long.BYTES + source.length + 1 + id.length)
                .putLong(event.at() ^ Long.MIN_VALUE)
                .putLong(event.receivedAt() ^ Long.MIN_VALUE)
                .put(source)
                .put((byte) 0)
                .put(id)
                .array();
    }

    /** A name that sorts like a number. */
    public static byte[] numbered(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Keeps an event. */
    public void put(byte[] person, byte[] place, JournalEvent event) {
        BinaryWriter out = new BinaryWriter();
        event.write(out);
        put(person, Part.EVENT, place, out.toByteArray());
    }

    /** Keeps a record. */
    public void put(byte[] person, Part part, byte[] name, byte[] value) {
        store.put(key(person, part, name), value);
    }

    /** A record, or null. */
    public byte @Nullable [] get(byte[] person, Part part, byte[] name) {
        return store.get(key(person, part, name));
    }

    /** Takes an event out; null when it is not there. */
    public @Nullable JournalEvent remove(byte[] person, byte[] place) {
        byte[] old = store.delete(key(person, Part.EVENT, place));
        return old == null ? null : event(old);
    }

    /** Drops a record. */
    public void remove(byte[] person, Part part, byte[] name) {
        store.delete(key(person, part, name));
    }

    /** Reads the value of an {@link Part#EVENT}. */
    public static JournalEvent event(byte[] value) {
        return JournalEvent.read(new BinaryReader(value));
    }

    /** All records of a part, in the order of their names. */
    public List<Entry> all(byte[] person, Part part) {
        Bytes prefix = key(person, part, new byte[0]);
        List<Entry> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> found = store.prefixScan(prefix, new BytesSerializer())) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> next = found.next();
                byte[] name = Arrays.copyOfRange(next.key.get(), prefix.get().length, next.key.get().length);
                entries.add(new Entry(name, next.value));
            }
        }
        return entries;
    }

    /** Drops all records of a part. */
    public void clear(byte[] person, Part part) {
        all(person, part).forEach(entry -> remove(person, part, entry.name()));
    }

    private static Bytes key(byte[] person, Part part, byte[] name) {
        return Bytes.wrap(ByteBuffer.allocate(Short.BYTES + person.length + 1 + name.length)
                .putShort((short) person.length)
                .put(person)
                .put(part.mark)
                .put(name)
                .array());
    }
}
