/** The pages for people: that they say what the code says, and lead where they say they lead. */
@NullMarked
package io.tillstream.acceptance.documents;

import org.jspecify.annotations.NullMarked;
