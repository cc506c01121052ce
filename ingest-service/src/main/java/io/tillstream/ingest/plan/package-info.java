/** What is expected of each write key: which actions, with which fields; and how often it is otherwise. */
@NullMarked
package io.tillstream.ingest.plan;

import org.jspecify.annotations.NullMarked;
