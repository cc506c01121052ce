/** The report: the shop on some pages of PDF, with figures, charts and tables. */
@NullMarked
package io.tillstream.query.report;

import org.jspecify.annotations.NullMarked;
