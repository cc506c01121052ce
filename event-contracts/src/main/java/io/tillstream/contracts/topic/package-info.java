/** Every topic of the product: its name, key, value and how it is kept. */
@NullMarked
package io.tillstream.contracts.topic;

import org.jspecify.annotations.NullMarked;
