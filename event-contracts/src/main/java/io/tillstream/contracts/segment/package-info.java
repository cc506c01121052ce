/** Custom segments: rules over the fields of a profile, and who enters and leaves. */
@NullMarked
package io.tillstream.contracts.segment;

import org.jspecify.annotations.NullMarked;
