/** How clients reach Kafka. */
@NullMarked
package io.tillstream.contracts.kafka;

import org.jspecify.annotations.NullMarked;
