/** Models: their cards and versions, training, and the commands to the trainer. */
@NullMarked
package io.tillstream.query.models;

import org.jspecify.annotations.NullMarked;
