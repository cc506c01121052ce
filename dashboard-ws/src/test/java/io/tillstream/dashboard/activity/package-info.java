@NullMarked
package io.tillstream.dashboard.activity;

import org.jspecify.annotations.NullMarked;
