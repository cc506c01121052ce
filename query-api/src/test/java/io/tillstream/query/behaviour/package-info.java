/** Tests of how customers buy. */
@NullMarked
package io.tillstream.query.behaviour;

import org.jspecify.annotations.NullMarked;
