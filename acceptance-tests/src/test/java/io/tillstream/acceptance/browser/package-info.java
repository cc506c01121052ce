/** The page in a real browser. */
@NullMarked
package io.tillstream.acceptance.browser;

import org.jspecify.annotations.NullMarked;
