/** What the contracts are for programs: JSON Schemas by name, and one AsyncAPI document of all topics and sockets. */
@NullMarked
package io.tillstream.contracts.schema;

import org.jspecify.annotations.NullMarked;
