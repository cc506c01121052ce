/** What the analytics publish: one record type per public topic, JSON with snake_case names and money as decimal numbers. */
@NullMarked
package io.tillstream.contracts.output;

import org.jspecify.annotations.NullMarked;
