/** A real PostgreSQL on this machine, started and stopped by this JVM. */
@NullMarked
package io.tillstream.stack.database;

import org.jspecify.annotations.NullMarked;
