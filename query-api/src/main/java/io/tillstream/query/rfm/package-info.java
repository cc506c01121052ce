/** RFM cells and cut points. */
@NullMarked
package io.tillstream.query.rfm;

import org.jspecify.annotations.NullMarked;
