/** Tests of the JSON of the outputs. */
@NullMarked
package io.tillstream.contracts.output;

import org.jspecify.annotations.NullMarked;
