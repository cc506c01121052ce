/** From the last released version to this one, an instance at a time, while events come and questions are asked. */
@NullMarked
package io.tillstream.acceptance.upgrade;

import org.jspecify.annotations.NullMarked;
