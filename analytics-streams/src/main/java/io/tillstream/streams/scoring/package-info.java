/** What the models say of a customer, in the one pass. */
@NullMarked
package io.tillstream.streams.scoring;

import org.jspecify.annotations.NullMarked;
