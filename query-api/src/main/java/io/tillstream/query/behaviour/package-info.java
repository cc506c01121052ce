/** How customers buy, and what goes together with what. */
@NullMarked
package io.tillstream.query.behaviour;

import org.jspecify.annotations.NullMarked;
