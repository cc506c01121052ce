/** What reaches the event log now, of all kinds. */
@NullMarked
package io.tillstream.dashboard.activity;

import org.jspecify.annotations.NullMarked;
