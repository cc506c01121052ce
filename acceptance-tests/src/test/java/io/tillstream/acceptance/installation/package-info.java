/** An installation on this machine, handled by its command line alone. */
@NullMarked
package io.tillstream.acceptance.installation;

import org.jspecify.annotations.NullMarked;
