/** Tests of what Tillstream is installed with: images, composition, chart, alerts. */
@NullMarked
package io.tillstream.deploy;

import org.jspecify.annotations.NullMarked;
