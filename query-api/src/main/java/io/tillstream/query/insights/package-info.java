/** Findings in plain words, each with the figures and the test behind it. */
@NullMarked
package io.tillstream.query.insights;

import org.jspecify.annotations.NullMarked;
