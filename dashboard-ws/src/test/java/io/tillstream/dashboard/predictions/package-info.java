@NullMarked
package io.tillstream.dashboard.predictions;

import org.jspecify.annotations.NullMarked;
