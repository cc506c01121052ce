/** Personal data of customers: which properties they are, and their mask in every answer for those who may not see them. */
@NullMarked
package io.tillstream.query.personal;

import org.jspecify.annotations.NullMarked;
