/** What is bought together: rules, related products, dead stock and what to sell it with. */
@NullMarked
package io.tillstream.query.bundles;

import org.jspecify.annotations.NullMarked;
