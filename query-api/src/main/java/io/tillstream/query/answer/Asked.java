package io.tillstream.query.answer;

import io.tillstream.query.request.Params;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was asked.
 *
 * @param address path and parameters as they came
 * @param params the parameters
 * @param format of the answer
 */
record Asked(String address, Params params, Format format) {

    private static final String VERSION = "v1";
    private static final int BEFORE_NAME = 2;
    private static final char FIRST_SAFE = '!';
    private static final char LAST_SAFE = '~';

    /** Of the request that is being answered. */
    static Asked of(RoutingContext request, Params params, Format format) {
        return new Asked(request.request().uri(), params, format);
    }

    private String path() {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    /** Name for a file, such as {@code loyalty-members} for /api/v1/loyalty/members. */
    String name() {
        return Arrays.stream(path().split("/"))
                .skip(BEFORE_NAME)
                .filter(step -> !step.equals(VERSION))
                .map(step -> step.replaceAll("[^A-Za-z0-9_-]", "_"))
                .collect(Collectors.joining("-"));
    }

    /** Offers a table as a file; null for what a page shows. */
    @Nullable
    String disposition() {
        return format.isTable() ? "attachment; filename=\"" + name() + "." + format.wireName() + "\"" : null;
    }

    /** The header that points to the next page (RFC 8288). */
    String next(String cursor) {
        int query = address.indexOf('?');
        String kept = query < 0
                ? ""
                : Arrays.stream(address.substring(query + 1).split("&"))
                        .filter(part -> !part.isEmpty() && !part.startsWith("cursor="))
                        .map(part -> part + "&")
                        .collect(Collectors.joining());
        return "<" + safe(path() + "?" + kept) + "cursor=" + cursor + ">; rel=\"next\"";
    }

    /** Without what a header cannot hold, or what would end the link. */
    private static String safe(String address) {
        StringBuilder safe = new StringBuilder();
        for (char c : address.toCharArray()) {
            boolean plain = c >= FIRST_SAFE && c <= LAST_SAFE && c != '<' && c != '>' && c != '"';
            safe.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c & 0xFF));
        }
        return safe.toString();
    }
}
