@NullMarked
package io.tillstream.query.access;

import org.jspecify.annotations.NullMarked;
