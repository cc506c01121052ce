package io.tillstream.contracts.topic;

/** Names of the headers on {@link TopicCatalogue#REJECTED}. */
public final class RejectedHeaders {

    /** The field that was wrong. */
    public static final String FIELD = "tillstream-rejected-field";
    /** What was wrong with it. */
    public static final String REASON = "tillstream-rejected-reason";
    /** Where the event stood: {@code topic-partition@offset}. Missing when it was refused at the door, before it was on a topic. */
    public static final String ORIGIN = "tillstream-rejected-origin";
    /** The wire format in which the door received it, such as {@code segment}. Missing when it was refused on a topic. */
    public static final String FORMAT = "tillstream-rejected-format";
    /** The name of the write key that sent it, never the key. Missing when it was refused on a topic. */
    public static final String WRITE_KEY = "tillstream-rejected-write-key";
    /** On the event topic: the id of the record in quarantine that was replayed. */
    public static final String REPLAYED = "tillstream-replayed";

    private RejectedHeaders() {}
}
