/** Writes the public topics into PostgreSQL, each row once, with the offsets in the same transaction. */
@NullMarked
package io.tillstream.query.projection;

import org.jspecify.annotations.NullMarked;
