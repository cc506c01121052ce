@NullMarked
package io.tillstream.dashboard.customsegments;

import org.jspecify.annotations.NullMarked;
