/** Tests of the WebSocket. */
@NullMarked
package io.tillstream.dashboard.live;

import org.jspecify.annotations.NullMarked;
