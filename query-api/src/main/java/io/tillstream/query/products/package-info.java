/** Sales by product. */
@NullMarked
package io.tillstream.query.products;

import org.jspecify.annotations.NullMarked;
