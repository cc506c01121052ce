/** What customers answer, write and ask for help with. */
@NullMarked
package io.tillstream.streams.experience;

import org.jspecify.annotations.NullMarked;
