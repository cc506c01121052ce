package io.tillstream.ingest.imports.mapping;

import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.imports.mapping.MappingRefusal.Reason;
import io.tillstream.ingest.publish.KafkaLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes saved mappings, one change at a time in the whole installation.
 *
 * <p>Each change is a transaction under the one id that all instances share. Who begins one ends what another has open: Kafka fences the other, which begins again. After that
 * everything on the topic is read, then the change is decided on, then it is written and committed. So of two changes made from the same version only one is written, and the other
 * is refused, whichever instances they came to. What is committed has been acknowledged with acks=all.
 */
public final class MappingLog {

    /** Settings that the producer needs: the id that all instances share. */
    public static final Map<String, Object> TRANSACTIONS = Map.of(
            "acks",
            "all",
            "enable.idempotence",
            "true",
            "transactional.id",
            TopicCatalogue.IMPORT_MAPPINGS.name(),
            "transaction.timeout.ms",
            15_000);

    private static final Logger LOG = Logger.getLogger(MappingLog.class);
    private static final TopicPartition PARTITION = new TopicPartition(TopicCatalogue.IMPORT_MAPPINGS.name(), 0);
    private static final int ATTEMPTS = 10;
    private static final int PAUSE_MILLIS = 50;
    private static final long NOTHING_WRITTEN = 0;
    private static final Duration READING = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration TRYING = Duration.ofSeconds(12);
    private static final Duration WAITING = Duration.ofSeconds(2);

    private final Map<String, Object> producerSettings;
    private final Map<String, Object> adminSettings;
    private final KafkaLink link;
    private final MappingTable table;
    private final ReentrantLock turn = new ReentrantLock();

    /** What to write, decided when everything before has been read. */
    @FunctionalInterface
    interface Decision {

        /** The change; null to leave things as they are. */
        @Nullable
        Change decide() throws MappingRefusal;
    }

    /** @param value the record's value; null removes what is there */
    record Change(byte @Nullable [] value) {}

    /**
     * Writes when a link is up.
     *
     * @param producerSettings settings of the producer with {@link #TRANSACTIONS}, without serialisers
     * @param adminSettings settings of the client that asks for the topic's end
     */
    public MappingLog(
            Map<String, Object> producerSettings,
            Map<String, Object> adminSettings,
            KafkaLink link,
            MappingTable table) {
        this.producerSettings = Map.copyOf(producerSettings);
        this.adminSettings = Map.copyOf(adminSettings);
        this.link = link;
        this.table = table;
    }

    /**
     * Decides on a change and writes it.
     *
     * @return the version that was written; 0 when the decision was to write nothing
     */
    long write(String key, Decision decision) throws MappingRefusal {
        if (!link.isUp()) {
            throw new MappingRefusal(Reason.UNAVAILABLE, "Kafka does not answer; nothing was saved");
        }
        try {
            if (!turn.tryLock(WAITING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return tryInTurns(key, decision);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MappingRefusal(Reason.UNAVAILABLE, "The service ends", e);
        } catch (KafkaException | ExecutionException e) {
            LOG.warn("A saved mapping was not acknowledged", e);
            throw new MappingRefusal(
                    Reason.UNAVAILABLE, "Kafka did not acknowledge in time; look whether it is saved", e);
        }
    }

    private long tryInTurns(String key, Decision decision)
            throws MappingRefusal, InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        UnclearException unclear = null;
        for (int attempt = 1; attempt <= ATTEMPTS && System.nanoTime() - begun < TRYING.toNanos(); attempt++) {
            try {
                return attempt(key, decision, unclear);
            } catch (UnclearException e) {
                unclear = e;
            } catch (NotBegunException e) {
                // others began at the same time again and again, or the machine is busy; or it is Kafka that does not
                // answer
                if (!link.isUp()) {
                    throw unclear == null
                            ? new MappingRefusal(Reason.UNAVAILABLE, "Kafka does not answer; nothing was saved", e)
                            : unclear.refusal();
                }
                LOG.debug("A change of a saved mapping could not be begun in time", e);
            } catch (KafkaException e) {
                if (!isFenced(e)) {
                    throw e;
                }
            }
            // by chance, so that two instances do not fence each other for ever
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * attempt));
        }
        // who was fenced before the end of a transaction was mostly refused it
        throw unclear == null || isFenced(unclear.cause) ? busy() : unclear.refusal();
    }

    /** @param before an earlier attempt of which it is not known whether it was committed; null when there is none */
    private long attempt(String key, Decision decision, @Nullable UnclearException before)
            throws MappingRefusal, InterruptedException, ExecutionException, NotBegunException, UnclearException {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            begin(producer);
            // what was open under the id has been ended by now, and all that was committed has been read
            if (before != null && table.hasRead(before.offset)) {
                return before.offset + 1;
            }
            Change change = decision.decide();
            if (change == null) {
                return NOTHING_WRITTEN;
            }
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                    PARTITION.topic(), PARTITION.partition(), key.getBytes(StandardCharsets.UTF_8), change.value()));
            commit(producer, sent);
            long version = sent.get().offset() + 1;
            // who asks this instance next is to see it; it is saved also when that takes longer
            table.awaitPosition(version, READING);
            return version;
        } finally {
            producer.close(CLOSING);
        }
    }

    private static void commit(Producer<byte[], byte[]> producer, Future<RecordMetadata> sent) throws UnclearException {
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            // also one who is fenced, or told of an unexpected error, may have committed just before
            if (sent.state() == Future.State.SUCCESS) {
                throw new UnclearException(sent.resultNow().offset(), e);
            }
            throw e;
        }
    }

    private void begin(Producer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException, NotBegunException {
        try {
            producer.initTransactions();
            awaitEverythingRead();
        } catch (org.apache.kafka.common.errors.TimeoutException | TimeoutException e) {
            throw new NotBegunException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new NotBegunException(e);
            }
            throw e;
        }
    }

    private void awaitEverythingRead() throws InterruptedException, ExecutionException, TimeoutException {
        long end;
        try (Admin admin = Admin.create(adminSettings)) {
            end = admin.listOffsets(
                            Map.of(PARTITION, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .partitionResult(PARTITION)
                    .get(READING.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        }
        if (!table.awaitPosition(end, READING)) {
            throw new TimeoutException("the topic of saved mappings was not read to its end in time");
        }
    }

    /** It took too long before anything was written, so that trying again does no harm. */
    private static final class NotBegunException extends Exception {

        private static final long serialVersionUID = 1L;

        NotBegunException(Exception cause) {
            super("took too long before anything was written", cause);
        }
    }

    /** The record was acknowledged, but it is not known whether its transaction was committed. */
    private static final class UnclearException extends Exception {

        private static final long serialVersionUID = 1L;

        private final long offset;
        private final KafkaException cause;

        UnclearException(long offset, KafkaException cause) {
            super("was acknowledged, perhaps not committed", cause);
            this.offset = offset;
            this.cause = cause;
        }

        MappingRefusal refusal() {
            return new MappingRefusal(
                    Reason.UNAVAILABLE, "Kafka did not acknowledge in time; look whether it is saved", this);
        }
    }

    /** Whether another instance began a change meanwhile, which ended this one: nothing of it is on the topic. */
    private static boolean isFenced(KafkaException problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException
                    || each instanceof InvalidProducerEpochException
                    || each instanceof InvalidTxnStateException
                    || each instanceof ConcurrentTransactionsException
                    || each instanceof TransactionAbortableException) {
                return true;
            }
        }
        return false;
    }

    private static MappingRefusal busy() {
        return new MappingRefusal(Reason.BUSY, "Others are saving mappings just now; try again");
    }
}
