package io.tillstream.stack.broker;

import io.tillstream.contracts.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for {@link HangingTransactions} in the first minutes of a broker's life; later none come about. */
final class TransactionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final int LOOKS = 80;

    private final KafkaAccess kafka;
    private final TransactionEnds ends;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("transaction-watch").daemon().factory());
    private @Nullable Admin admin;
    private @Nullable HangingTransactions transactions;
    private int looks;

    TransactionWatch(KafkaAccess kafka, TransactionEnds ends) {
        this.kafka = kafka;
        this.ends = ends;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            int ended = transactions().look();
            if (ended > 0) {
                LOG.warn("ended a transaction in {} partitions that the broker had lost when it was killed", ended);
            }
        } catch (ExecutionException | IOException | KafkaException e) {
            LOG.debug("could not look for hanging transactions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (++looks == LOOKS) {
            thread.shutdown();
            closeAdmin();
        }
    }

    private synchronized HangingTransactions transactions() {
        if (transactions == null) {
            admin = Admin.create(kafka.client(Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    3_000)));
            transactions = new HangingTransactions(admin, new TransactionDecisions(kafka), ends);
        }
        return transactions;
    }

    private synchronized void closeAdmin() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.debug("the watch of transactions does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAdmin();
    }
}
