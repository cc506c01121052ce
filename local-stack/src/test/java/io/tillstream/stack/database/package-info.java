@NullMarked
package io.tillstream.stack.database;

import org.jspecify.annotations.NullMarked;
