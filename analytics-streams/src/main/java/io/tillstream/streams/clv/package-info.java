/** Customer lifetime value: how often a customer will buy (BG/NBD) and how much each time (Gamma-Gamma). */
@NullMarked
package io.tillstream.streams.clv;

import org.jspecify.annotations.NullMarked;
