/** Tests of satisfaction, feedback and support. */
@NullMarked
package io.tillstream.query.journeys;

import org.jspecify.annotations.NullMarked;
