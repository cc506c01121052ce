@NullMarked
package io.tillstream.stack.runtime;

import org.jspecify.annotations.NullMarked;
