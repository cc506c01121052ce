@NullMarked
package io.tillstream.stack.launch;

import org.jspecify.annotations.NullMarked;
