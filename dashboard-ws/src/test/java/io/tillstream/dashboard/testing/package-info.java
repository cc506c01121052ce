/** What the tests share: records on real topics, a real WebSocket client, a made-up shop to look at. */
@NullMarked
package io.tillstream.dashboard.testing;

import org.jspecify.annotations.NullMarked;
