/** Where trained models live: commands come in, models and what is known of them go out. */
@NullMarked
package io.tillstream.streams.registry;

import org.jspecify.annotations.NullMarked;
