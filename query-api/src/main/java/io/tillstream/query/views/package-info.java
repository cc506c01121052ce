/** Saved views. */
@NullMarked
package io.tillstream.query.views;

import org.jspecify.annotations.NullMarked;
