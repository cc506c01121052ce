@NullMarked
package io.tillstream.query.churn;

import org.jspecify.annotations.NullMarked;
