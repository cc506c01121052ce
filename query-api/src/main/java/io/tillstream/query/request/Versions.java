package io.tillstream.query.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions of what people change: each answer names one in its ETag, each change names in If-Match the one it was made from, so that two people do not overwrite
 * each other unseen.
 */
public final class Versions {

    private static final Pattern TAG = Pattern.compile("\"?(\\d{1,18})\"?");

    private Versions() {}

    /** The version that a change was made from; 428 when it does not say, 412 when it is none that ever was. */
    public static long required(@Nullable String match) {
        if (match == null) {
            throw Problem.of(ProblemCode.PRECONDITION_REQUIRED, "If-Match: say by the ETag which version is meant");
        }
        Matcher tag = TAG.matcher(match.strip());
        if (!tag.matches()) {
            throw changed();
        }
        return Long.parseLong(tag.group(1));
    }

    /** 412: somebody else was faster. */
    public static Problem changed() {
        return Problem.of(ProblemCode.CHANGED_MEANWHILE, "it is no longer of this version; read it again");
    }
}
