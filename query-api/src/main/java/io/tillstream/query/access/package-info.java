/** Who asks, and what they may do: users, sessions, API keys, one-time links, limits. */
@NullMarked
package io.tillstream.query.access;

import org.jspecify.annotations.NullMarked;
