/** Counting the log anew beside the counting that everybody sees: progress, differences, switch and return. */
@NullMarked
package io.tillstream.stack.replay;

import org.jspecify.annotations.NullMarked;
