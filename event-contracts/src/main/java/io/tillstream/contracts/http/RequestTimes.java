package io.tillstream.contracts.http;

import java.time.Duration;

/**
 * How long a sender may take over one request.
 *
 * @param head from the first byte of a request to the end of its head
 * @param body for its body, and a second more for each {@code bodyRate} bytes of it that have arrived
 * @param bodyRate bytes a second
 */
public record RequestTimes(Duration head, Duration body, int bodyRate) {

    public RequestTimes {
        check("head-timeout", head);
        check("body-timeout", body);
        if (bodyRate < 1) {
            throw new IllegalArgumentException("tillstream.http.body-rate must be above 0, not " + bodyRate);
        }
    }

    private static void check(String setting, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("tillstream.http." + setting + " must be above 0, not " + time);
        }
    }
}
