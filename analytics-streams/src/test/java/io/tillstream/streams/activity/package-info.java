@NullMarked
package io.tillstream.streams.activity;

import org.jspecify.annotations.NullMarked;
