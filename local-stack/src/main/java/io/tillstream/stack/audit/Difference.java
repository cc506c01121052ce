package io.tillstream.stack.audit;

/**
 * One stored value that is not what the log says.
 *
 * @param place where it is stored
 * @param key which customer, cell or cart
 * @param field which of its values
 * @param recounted what the log says
 * @param stored what is stored
 */
record Difference(Place place, String key, String field, String recounted, String stored) {}
