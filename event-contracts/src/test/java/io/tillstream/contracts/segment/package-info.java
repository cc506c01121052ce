/** Tests of the rules of custom segments. */
@NullMarked
package io.tillstream.contracts.segment;

import org.jspecify.annotations.NullMarked;
