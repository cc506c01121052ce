/** The audit log: who did what, from where and when. Rows are only ever added, and chained by hashes. */
@NullMarked
package io.tillstream.query.auditlog;

import org.jspecify.annotations.NullMarked;
