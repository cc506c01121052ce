/** Purchases and refunds, newest first. */
@NullMarked
package io.tillstream.query.transactions;

import org.jspecify.annotations.NullMarked;
