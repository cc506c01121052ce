/** What statements the endpoints run, and how the database answers them. */
@NullMarked
package io.tillstream.query.database;

import org.jspecify.annotations.NullMarked;
