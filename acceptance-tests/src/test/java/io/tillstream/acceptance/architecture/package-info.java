/** The rules of docs/architecture.md. */
@NullMarked
package io.tillstream.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
