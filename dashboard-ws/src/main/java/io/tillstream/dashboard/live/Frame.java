package io.tillstream.dashboard.live;

/**
 * One message to clients, encoded once for all of them.
 *
 * @param seq the state that a client has after it
 * @param text the message
 */
record Frame(long seq, String text) {}
