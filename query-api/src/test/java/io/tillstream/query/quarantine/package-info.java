@NullMarked
package io.tillstream.query.quarantine;

import org.jspecify.annotations.NullMarked;
