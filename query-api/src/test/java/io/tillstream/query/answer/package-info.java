/** Tests of how answers are given. */
@NullMarked
package io.tillstream.query.answer;

import org.jspecify.annotations.NullMarked;
