package io.tillstream.acceptance.documents;

import java.util.Locale;

/**
 * A setting of a service.
 *
 * @param name as in a properties file
 * @param usual what holds when nothing is set; empty for nothing
 * @param meaning in words
 */
record Setting(String name, String usual, String meaning) {

    /** The variable of the environment that sets it: every character but letters and digits is an underscore. */
    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
