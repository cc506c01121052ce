/** How answers are given: in which format, which of their columns and rows, and with a tag by which they need not be sent twice. */
@NullMarked
package io.tillstream.query.answer;

import org.jspecify.annotations.NullMarked;
