package io.tillstream.contracts.topic;

/** Names of the headers on {@link TopicCatalogue#REJECTED}. */
public final class RejectedHeaders {

    /** The field that was wrong. */
    public static final String FIELD = "tillstream-rejected-field";
    /** What was wrong with it. */
    public static final String REASON = "tillstream-rejected-reason";
    /** Where the event stood: {@code topic-partition@offset}. */
    public static final String ORIGIN = "tillstream-rejected-origin";

    private RejectedHeaders() {}
}
