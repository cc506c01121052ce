/** Whom anonymous visitors turned out to be. */
@NullMarked
package io.tillstream.query.identities;

import org.jspecify.annotations.NullMarked;
