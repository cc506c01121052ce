/** The OpenAPI document, derived from what the code says: routes, roles, parameters, records and problems. */
@NullMarked
package io.tillstream.query.contract;

import org.jspecify.annotations.NullMarked;
