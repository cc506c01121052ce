/** How long a sender may take over a request: the same at every service that is asked over HTTP. */
@NullMarked
package io.tillstream.contracts.http;

import org.jspecify.annotations.NullMarked;
