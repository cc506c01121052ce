/** Serves the page's files: compressed, validated by ETag, cached where the name carries a version. */
@NullMarked
package io.tillstream.dashboard.page;

import org.jspecify.annotations.NullMarked;
