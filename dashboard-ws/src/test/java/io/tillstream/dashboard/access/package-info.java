@NullMarked
package io.tillstream.dashboard.access;

import org.jspecify.annotations.NullMarked;
