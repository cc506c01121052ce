/** What touches the machine itself: folders and their locks, ports, random secrets. */
@NullMarked
package io.tillstream.stack.runtime;

import org.jspecify.annotations.NullMarked;
