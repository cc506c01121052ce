/** By which channel and campaign customers first came, what that cost, and what they brought since. */
@NullMarked
package io.tillstream.streams.acquisition;

import org.jspecify.annotations.NullMarked;
