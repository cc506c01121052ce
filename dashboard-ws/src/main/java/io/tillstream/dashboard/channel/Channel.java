package io.tillstream.dashboard.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One subject that clients subscribe to. Only the reading thread calls it, so it needs no locks. */
public interface Channel {

    /** The name clients subscribe by. */
    String name();

    /** A number that differs whenever {@link #data} may differ. Cheap: it is asked several times a second. */
    long version(Instant now);

    /** The whole state as a tree of its own, never changed afterwards. Absent fields are unknown; there are no nulls, since a delta uses null to delete. */
    ObjectNode data(Instant now);
}
