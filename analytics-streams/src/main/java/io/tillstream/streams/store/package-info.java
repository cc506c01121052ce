/** State that is read and written once per commit, not once per event. */
@NullMarked
package io.tillstream.streams.store;

import org.jspecify.annotations.NullMarked;
