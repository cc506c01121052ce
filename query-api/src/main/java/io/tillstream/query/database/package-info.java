/** Reading from PostgreSQL without blocking. */
@NullMarked
package io.tillstream.query.database;

import org.jspecify.annotations.NullMarked;
