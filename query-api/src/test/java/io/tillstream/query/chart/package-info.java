/** Tests of charts. */
@NullMarked
package io.tillstream.query.chart;

import org.jspecify.annotations.NullMarked;
