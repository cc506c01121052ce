@NullMarked
package io.tillstream.query.auditlog;

import org.jspecify.annotations.NullMarked;
