/** The projection against a real log and a real database, without the service around it. */
@NullMarked
package io.tillstream.query.projection;

import org.jspecify.annotations.NullMarked;
