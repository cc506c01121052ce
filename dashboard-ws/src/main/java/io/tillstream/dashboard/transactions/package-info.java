/** The latest purchases and refunds, straight from the event log. */
@NullMarked
package io.tillstream.dashboard.transactions;

import org.jspecify.annotations.NullMarked;
