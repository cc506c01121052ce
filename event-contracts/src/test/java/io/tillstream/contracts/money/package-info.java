/** Tests of {@code io.tillstream.contracts.money}. */
@NullMarked
package io.tillstream.contracts.money;

import org.jspecify.annotations.NullMarked;
