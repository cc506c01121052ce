/** What is bought together: frequent itemsets of baskets and the rules in them. */
@NullMarked
package io.tillstream.streams.bundles;

import org.jspecify.annotations.NullMarked;
