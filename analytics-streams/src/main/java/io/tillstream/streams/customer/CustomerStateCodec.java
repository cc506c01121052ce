package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.store.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a customer: version, standing, core, then one section per facet with its id and length. A facet that is new finds no section and
 * starts empty; a section whose facet is gone is dropped. One per task, for it keeps buffers.
 */
public final class CustomerStateCodec implements ValueCodec<CustomerState> {

    private static final int VERSION = 2;
    private static final int FIRST_VERSION = 1;

    /** The section of a person with a journal; among the ids of facets. */
    private static final int TRACKING = 80;

    private final Facets facets;
    private final BinaryWriter whole = new BinaryWriter();
    private final BinaryWriter section = new BinaryWriter();

    /** Reads and writes customers of these facets. */
    public CustomerStateCodec(Facets facets) {
        this.facets = facets;
    }

    @Override
    public byte[] encode(CustomerState state) {
        return encode(state, state.tracking());
    }

    /** The stored form of a person as if there were no journal. */
    byte[] encodeUntracked(CustomerState state) {
        return encode(state, null);
    }

    private byte[] encode(CustomerState state, @Nullable Tracking tracking) {
        whole.reset().writeByte(VERSION);
        state.standing().write(whole);
        state.core().write(whole);
        Object[] states = state.states();
        for (int i = 0; i < states.length; i++) {
            facets.at(i).write(states[i], section.reset());
            if (section.size() > 0) {
                whole.writeByte(facets.at(i).id()).writeUnsigned(section.size()).writeAll(section);
            }
        }
        if (tracking != null) {
            tracking.write(section.reset());
            whole.writeByte(TRACKING).writeUnsigned(section.size()).writeAll(section);
        }
        return whole.toByteArray();
    }

    @Override
    public CustomerState decode(byte[] key, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        Standing standing = standing(in);
        CustomerCore core = CustomerCore.read(in);
        Object[] states = facets.createAll();
        Tracking tracking = null;
        while (in.hasRemaining()) {
            int id = in.readByte();
            int length = in.readCount();
            int index = facets.indexOf(id);
            if (id == TRACKING) {
                tracking = Tracking.read(in.section(length));
            } else if (index < 0) {
                in.skip(length);
            } else {
                states[index] = facets.at(index).read(in.section(length));
            }
        }
        CustomerState state = new CustomerState(facets, core, states, standing);
        if (tracking != null) {
            state.setTracking(tracking);
        }
        return state;
    }

    /** Only the head of the stored form. */
    static Standing standing(byte[] bytes) {
        return standing(new BinaryReader(bytes));
    }

    private static Standing standing(BinaryReader in) {
        int version = in.readByte();
        return switch (version) {
            case VERSION -> Standing.read(in);
            case FIRST_VERSION -> Standing.readFirst(in);
            default ->
                throw new IllegalStateException(
                        "customer state of version " + version + "; this release reads up to version " + VERSION);
        };
    }
}
