/** What customers think of their orders, and how they say it. */
@NullMarked
package io.tillstream.simulator.experience;

import org.jspecify.annotations.NullMarked;
