/** Tests of the way to the query service. */
@NullMarked
package io.tillstream.dashboard.proxy;

import org.jspecify.annotations.NullMarked;
