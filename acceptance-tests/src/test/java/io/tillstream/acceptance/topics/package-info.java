/** The topics on brokers other than the one of the local stack. */
@NullMarked
package io.tillstream.acceptance.topics;

import org.jspecify.annotations.NullMarked;
