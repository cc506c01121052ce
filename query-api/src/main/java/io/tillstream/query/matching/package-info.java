/** Comparing customers with others who are alike, instead of with all others. */
@NullMarked
package io.tillstream.query.matching;

import org.jspecify.annotations.NullMarked;
