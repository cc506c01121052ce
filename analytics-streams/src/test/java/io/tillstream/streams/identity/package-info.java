@NullMarked
package io.tillstream.streams.identity;

import org.jspecify.annotations.NullMarked;
