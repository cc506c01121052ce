/** Tests of counting customers. */
@NullMarked
package io.tillstream.dashboard.customers;

import org.jspecify.annotations.NullMarked;
