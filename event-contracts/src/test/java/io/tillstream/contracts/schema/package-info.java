/** Tests that what is written is what the JSON Schemas say. */
@NullMarked
package io.tillstream.contracts.schema;

import org.jspecify.annotations.NullMarked;
