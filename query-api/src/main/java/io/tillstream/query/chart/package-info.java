/** Charts: what a table looks like as a picture, and the same as a Plotly figure or as lines of a PDF page. */
@NullMarked
package io.tillstream.query.chart;

import org.jspecify.annotations.NullMarked;
