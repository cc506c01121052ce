package io.tillstream.acceptance.documents;

/**
 * A setting of a service.
 *
 * @param name as in a properties file
 * @param usual what holds when nothing is set; empty for nothing
 * @param meaning in words
 */
record Setting(String name, String usual, String meaning) {}
