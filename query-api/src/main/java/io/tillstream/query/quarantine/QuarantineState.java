package io.tillstream.query.quarantine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of a record. */
enum QuarantineState {
    /** Nobody has decided anything. */
    WAITING,
    /** Mended, and right as it is now. */
    REPAIRED,
    /** On its way to the log. */
    REPLAYING,
    /** The log has it. */
    REPLAYED,
    /** Given up, with a reason. */
    DISCARDED;

    /** Something is still to be done about these. */
    static final List<QuarantineState> OPEN = List.of(WAITING, REPAIRED, REPLAYING);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QuarantineState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    static String[] names(List<QuarantineState> states) {
        return states.stream().map(QuarantineState::wireName).toArray(String[]::new);
    }

    static List<String> allNames() {
        return Arrays.stream(values()).map(QuarantineState::wireName).toList();
    }
}
