package io.tillstream.benchmarks.process;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the logs of broker and clients out of the figures, in both senses; what fails is still shown. */
public final class QuietLogs {

    private QuietLogs() {}

    /** Shows nothing. For a broker: what goes wrong there its clients tell, unless they try again and it goes well. */
    public static void off() {
        Logger.getLogger("").setLevel(Level.OFF);
    }

    /** Shows errors alone from now on. */
    public static void errorsOnly() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }
}
