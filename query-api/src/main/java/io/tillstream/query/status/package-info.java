/** How far the projection has come. */
@NullMarked
package io.tillstream.query.status;

import org.jspecify.annotations.NullMarked;
