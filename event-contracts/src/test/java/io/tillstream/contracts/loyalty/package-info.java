/** Tests of the loyalty programme's rules. */
@NullMarked
package io.tillstream.contracts.loyalty;

import org.jspecify.annotations.NullMarked;
