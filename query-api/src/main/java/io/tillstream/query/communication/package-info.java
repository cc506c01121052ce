/** What becomes of messages to customers. */
@NullMarked
package io.tillstream.query.communication;

import org.jspecify.annotations.NullMarked;
