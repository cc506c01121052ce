/** Tests of tables. */
@NullMarked
package io.tillstream.query.table;

import org.jspecify.annotations.NullMarked;
