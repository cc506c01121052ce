/** Custom segments and how many customers are in each. */
@NullMarked
package io.tillstream.dashboard.customsegments;

import org.jspecify.annotations.NullMarked;
