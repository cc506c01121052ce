/** Tables as CSV. */
@NullMarked
package io.tillstream.query.table;

import org.jspecify.annotations.NullMarked;
