package io.tillstream.query.recent;

import java.time.Instant;

/**
 * An answer.
 *
 * @param value what a resource method gives; nobody changes it
 * @param madeAt when the tables were asked
 * @param own whether it was made for whoever gets it
 */
record Answer(Object value, Instant madeAt, boolean own) {

    Answer forOthers() {
        return new Answer(value, madeAt, false);
    }
}
