/** Money as integer micros, the only arithmetic on amounts that this product does. */
@NullMarked
package io.tillstream.contracts.money;

import org.jspecify.annotations.NullMarked;
