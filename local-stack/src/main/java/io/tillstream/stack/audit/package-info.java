/**
 * The reconciler: recounts everything from the event log in the plainest way and compares it with what the topics, the database and the API say.
 *
 * <p>Nothing here is shared with the analytics engine: two implementations of the same definitions that agree are the proof.
 */
@NullMarked
package io.tillstream.stack.audit;

import org.jspecify.annotations.NullMarked;
