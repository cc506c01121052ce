/** Who was sent by another customer, and what they are worth. */
@NullMarked
package io.tillstream.streams.referrals;

import org.jspecify.annotations.NullMarked;
