/** Tests of satisfaction, feedback and support. */
@NullMarked
package io.tillstream.query.experience;

import org.jspecify.annotations.NullMarked;
