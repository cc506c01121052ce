/** The OpenAPI document against the service that runs. */
@NullMarked
package io.tillstream.query.contract;

import org.jspecify.annotations.NullMarked;
