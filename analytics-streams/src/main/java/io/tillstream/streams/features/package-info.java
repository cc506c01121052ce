/** What models are told of a customer, the same live and in training. */
@NullMarked
package io.tillstream.streams.features;

import org.jspecify.annotations.NullMarked;
