package io.tillstream.ingest.wire;

import java.util.List;

/**
 * The wire formats that are served.
 *
 * @param all in no particular order
 */
public record WireFormats(List<WireFormat> all) {

    /** Keeps a copy. */
    public WireFormats {
        all = List.copyOf(all);
    }
}
