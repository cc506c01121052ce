/** The whole service against a real log and a real database. */
@NullMarked
package io.tillstream.query.runtime;

import org.jspecify.annotations.NullMarked;
