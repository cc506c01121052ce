/** Tests of the words for reasons. */
@NullMarked
package io.tillstream.query.predictions;

import org.jspecify.annotations.NullMarked;
