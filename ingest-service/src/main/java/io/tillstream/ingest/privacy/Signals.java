package io.tillstream.ingest.privacy;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about the person behind it. Its network address is not among that: nothing asks for it.
 *
 * @param doNotTrack whether it has {@code DNT: 1}
 * @param globalPrivacyControl whether it has {@code Sec-GPC: 1}
 * @param userAgent what the person's browser calls itself; null when only the sender's own program is known
 */
public record Signals(
        boolean doNotTrack,
        boolean globalPrivacyControl,
        @Nullable String userAgent) {

    /** Nothing is known. */
    public static final Signals NONE = new Signals(false, false, null);

    // what calls itself otherwise is a program that sends for others: a shop's server, a library
    private static final String BROWSER = "Mozilla/";
    private static final String YES = "1";

    /**
     * Reads the headers of a request.
     *
     * @param headers values by name; null for those that are missing
     */
    public static Signals of(Function<String, @Nullable String> headers) {
        String agent = headers.apply("User-Agent");
        return new Signals(
                says(headers.apply("DNT")),
                says(headers.apply("Sec-GPC")),
                agent != null && agent.startsWith(BROWSER) ? agent : null);
    }

    /** The same with what an event itself says of the browser; the request's own when it says nothing. */
    public Signals ofBrowser(@Nullable String said) {
        return said == null ? this : new Signals(doNotTrack, globalPrivacyControl, said);
    }

    private static boolean says(@Nullable String value) {
        return value != null && value.strip().equals(YES);
    }
}
