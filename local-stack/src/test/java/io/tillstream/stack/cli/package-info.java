@NullMarked
package io.tillstream.stack.cli;

import org.jspecify.annotations.NullMarked;
