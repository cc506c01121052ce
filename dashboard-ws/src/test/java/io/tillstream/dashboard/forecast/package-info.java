@NullMarked
package io.tillstream.dashboard.forecast;

import org.jspecify.annotations.NullMarked;
