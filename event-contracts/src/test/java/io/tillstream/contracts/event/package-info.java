/** Tests of reading, checking and writing events. */
@NullMarked
package io.tillstream.contracts.event;

import org.jspecify.annotations.NullMarked;
