/** How active a customer was lately: counters that forget by half-lives. */
@NullMarked
package io.tillstream.streams.activity;

import org.jspecify.annotations.NullMarked;
