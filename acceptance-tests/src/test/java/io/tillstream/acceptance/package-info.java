/** The whole system, driven as its users drive it. */
@NullMarked
package io.tillstream.acceptance;

import org.jspecify.annotations.NullMarked;
