@NullMarked
package io.tillstream.dashboard.problem;

import org.jspecify.annotations.NullMarked;
