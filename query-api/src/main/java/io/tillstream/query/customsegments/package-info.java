/** Custom segments: rules that users save, who belongs to them, and how they get to the analytics. */
@NullMarked
package io.tillstream.query.customsegments;

import org.jspecify.annotations.NullMarked;
