/** Who an anonymous visitor turned out to be: joins, journals, and what travels between the owners of visitors and customers. */
@NullMarked
package io.tillstream.streams.identity;

import org.jspecify.annotations.NullMarked;
