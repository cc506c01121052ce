/** Tests of {@code io.tillstream.contracts.topic}. */
@NullMarked
package io.tillstream.contracts.topic;

import org.jspecify.annotations.NullMarked;
