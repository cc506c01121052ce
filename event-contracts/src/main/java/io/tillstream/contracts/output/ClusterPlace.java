package io.tillstream.contracts.output;

/**
 * The cluster of like customers.
 *
 * @param rank 1 for the cluster with the highest mean spend
 * @param tier Platinum, Gold, Silver or Bronze
 * @param model version of the model
 */
public record ClusterPlace(int rank, String tier, String model) {}
