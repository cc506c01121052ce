package io.tillstream.stack.broker;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds and ends transactions that nobody else will ever end. A broker that is killed in the middle of one may, when it comes back, take it for ended without
 * having written its end into every partition (seen with Kafka 4.3 in about one of 30 kills under load). Readers of committed records would then wait in
 * front of it for ever.
 *
 * <p>The end is the one that the coordinator once decided: a transaction that was committed elsewhere must be committed here too, or its records would be
 * lost. Only one that was never decided is aborted. ({@code kafka-transactions.sh find-hanging} finds them too, but can only abort.)
 *
 * <p>A transaction hangs when a partition has it open and the coordinator does not: in two looks, one after the other, unchanged. Not thread-safe.
 */
final class HangingTransactions {

    private final Admin admin;
    private final TransactionDecisions decisions;
    private final TransactionEnds ends;
    private Map<TopicPartition, List<Open>> suspects = Map.of();

    /**
     * A transaction that a partition has open.
     *
     * @param startOffset its first record in the partition
     */
    record Open(long producerId, int producerEpoch, int coordinatorEpoch, long startOffset) {}

    HangingTransactions(Admin admin, TransactionDecisions decisions, TransactionEnds ends) {
        this.admin = admin;
        this.decisions = decisions;
        this.ends = ends;
    }

    /** Looks at all partitions; ends what already hung at the last look, and says in how many partitions that was. */
    int look() throws ExecutionException, InterruptedException, IOException {
        Map<TopicPartition, List<Open>> found = new HashMap<>();
        int ended = 0;
        for (Map.Entry<TopicPartition, PartitionProducerState> partition :
                producers().entrySet()) {
            for (ProducerState producer : partition.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isEmpty() || !hangs(partition.getKey(), producer)) {
                    continue;
                }
                Open open = new Open(
                        producer.producerId(),
                        producer.producerEpoch(),
                        producer.coordinatorEpoch().orElse(-1),
                        producer.currentTransactionStartOffset().getAsLong());
                if (suspects.getOrDefault(partition.getKey(), List.of()).contains(open)) {
                    end(partition.getKey(), open);
                    ended++;
                } else {
                    found.merge(partition.getKey(), List.of(open), (some, more) -> Stream.of(some, more)
                            .flatMap(List::stream)
                            .toList());
                }
            }
        }
        suspects = found;
        return ended;
    }

    private Map<TopicPartition, PartitionProducerState> producers() throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics().names().get();
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        return admin.describeProducers(partitions).all().get();
    }

    private boolean hangs(TopicPartition partition, ProducerState producer)
            throws ExecutionException, InterruptedException {
        Collection<TransactionListing> listings = admin.listTransactions(
                        new ListTransactionsOptions().filterProducerIds(Set.of(producer.producerId())))
                .all()
                .get();
        for (TransactionListing listing : listings) {
            TransactionDescription transaction = admin.describeTransactions(List.of(listing.transactionalId()))
                    .all()
                    .get()
                    .get(listing.transactionalId());
            if (transaction != null && isGoingOn(transaction, partition)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the coordinator will still end the transaction in this partition. */
    static boolean isGoingOn(TransactionDescription transaction, TopicPartition partition) {
        TransactionState state = transaction.state();
        boolean open = state == TransactionState.ONGOING
                || state == TransactionState.PREPARE_ABORT
                || state == TransactionState.PREPARE_COMMIT
                || state == TransactionState.PREPARE_EPOCH_FENCE
                || state == TransactionState.UNKNOWN;
        return open && transaction.topicPartitions().contains(partition);
    }

    private void end(TopicPartition partition, Open open) throws ExecutionException, InterruptedException, IOException {
        TransactionDecisions.Decision decision = decisions.on(partition, open.producerId(), open.producerEpoch());
        if (decision != null) {
            ends.write(partition, open.producerId(), decision, open.coordinatorEpoch());
            return;
        }
        admin.abortTransaction(new AbortTransactionSpec(
                        partition, open.producerId(), (short) open.producerEpoch(), open.coordinatorEpoch()))
                .all()
                .get();
    }
}
