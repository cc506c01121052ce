@NullMarked
package io.tillstream.dashboard.alerts;

import org.jspecify.annotations.NullMarked;
