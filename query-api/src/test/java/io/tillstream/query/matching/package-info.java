/** Tests of comparing alike customers. */
@NullMarked
package io.tillstream.query.matching;

import org.jspecify.annotations.NullMarked;
