/** Starts, supervises and stops the processes of a whole installation on one machine. */
@NullMarked
package io.tillstream.stack.launch;

import org.jspecify.annotations.NullMarked;
