/** Tests of the report. */
@NullMarked
package io.tillstream.query.report;

import org.jspecify.annotations.NullMarked;
