/** The five paths of the source documents, flat and ready for charts. */
@NullMarked
package io.tillstream.query.source;

import org.jspecify.annotations.NullMarked;
