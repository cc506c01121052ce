/** A real log and a real database for tests, and records to put into them. */
@NullMarked
package io.tillstream.query.support;

import org.jspecify.annotations.NullMarked;
