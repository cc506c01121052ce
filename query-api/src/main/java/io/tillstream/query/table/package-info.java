/** Tables: their columns, pages, and the formats that are written row by row. */
@NullMarked
package io.tillstream.query.table;

import org.jspecify.annotations.NullMarked;
