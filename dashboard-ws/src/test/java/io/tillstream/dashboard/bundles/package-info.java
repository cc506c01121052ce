@NullMarked
package io.tillstream.dashboard.bundles;

import org.jspecify.annotations.NullMarked;
