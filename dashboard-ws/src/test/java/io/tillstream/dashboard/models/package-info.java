@NullMarked
package io.tillstream.dashboard.models;

import org.jspecify.annotations.NullMarked;
