/** Answers that may be some seconds old. */
@NullMarked
package io.tillstream.query.recent;

import org.jspecify.annotations.NullMarked;
