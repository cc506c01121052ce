/** Tests of the findings: values from elsewhere, patterns that must be found, and noise in which nothing may be. */
@NullMarked
package io.tillstream.query.insights;

import org.jspecify.annotations.NullMarked;
