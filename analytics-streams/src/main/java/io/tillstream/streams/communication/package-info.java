/** What becomes of messages to customers: delivered, opened, clicked, followed by an order, unsubscribed from. */
@NullMarked
package io.tillstream.streams.communication;

import org.jspecify.annotations.NullMarked;
