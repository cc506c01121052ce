/** The models and their cards, how training goes, and how far models drifted. */
@NullMarked
package io.tillstream.dashboard.models;

import org.jspecify.annotations.NullMarked;
