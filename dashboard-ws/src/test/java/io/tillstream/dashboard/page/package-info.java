@NullMarked
package io.tillstream.dashboard.page;

import org.jspecify.annotations.NullMarked;
