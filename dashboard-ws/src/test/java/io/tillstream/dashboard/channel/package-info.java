@NullMarked
package io.tillstream.dashboard.channel;

import org.jspecify.annotations.NullMarked;
