@NullMarked
package io.tillstream.streams.scoring;

import org.jspecify.annotations.NullMarked;
