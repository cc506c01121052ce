@NullMarked
package io.tillstream.stack.broker;

import org.jspecify.annotations.NullMarked;
