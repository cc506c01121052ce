/** Tests of the reconciler. */
@NullMarked
package io.tillstream.stack.audit;

import org.jspecify.annotations.NullMarked;
