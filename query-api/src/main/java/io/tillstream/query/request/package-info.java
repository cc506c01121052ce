/** What all endpoints share: parameters, their check, cursors and problems. */
@NullMarked
package io.tillstream.query.request;

import org.jspecify.annotations.NullMarked;
