package io.tillstream.streams.funnel;

/** The customer's current run through the funnel, if {@code open}. Times in milliseconds since 1970. */
final class FunnelState {

    boolean open;
    int level;
    long firstAt;
    long lastAt;
    long hour;
    String device = "";
    String channel = "";
    String country = "";
}
