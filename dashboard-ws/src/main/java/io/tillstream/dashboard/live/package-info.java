/** The WebSocket: subscriptions, snapshots, deltas, resuming and slow clients. */
@NullMarked
package io.tillstream.dashboard.live;

import org.jspecify.annotations.NullMarked;
