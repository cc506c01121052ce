/** Tests of reading the topics. */
@NullMarked
package io.tillstream.dashboard.feed;

import org.jspecify.annotations.NullMarked;
