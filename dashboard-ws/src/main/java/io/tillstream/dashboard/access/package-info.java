/** Who may open a socket: tickets and access tokens of the query service, verified by its public keys. */
@NullMarked
package io.tillstream.dashboard.access;

import org.jspecify.annotations.NullMarked;
