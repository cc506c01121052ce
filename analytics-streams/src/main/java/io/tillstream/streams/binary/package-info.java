/** The compact form of state: variable-length integers and length-prefixed text. */
@NullMarked
package io.tillstream.streams.binary;

import org.jspecify.annotations.NullMarked;
