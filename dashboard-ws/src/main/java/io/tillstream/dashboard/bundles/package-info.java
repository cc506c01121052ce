/** What is bought together, and what to sell dead stock with. */
@NullMarked
package io.tillstream.dashboard.bundles;

import org.jspecify.annotations.NullMarked;
