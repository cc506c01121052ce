/** Business time: which hour, day and month an instant belongs to for this shop. */
@NullMarked
package io.tillstream.contracts.time;

import org.jspecify.annotations.NullMarked;
