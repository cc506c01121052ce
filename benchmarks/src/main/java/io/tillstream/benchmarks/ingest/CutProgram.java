package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What it costs at least to have each event of a body on the log by itself: cuts bodies into events by their brackets, reads and checks none of them, hands each to a producer with the
 * settings of ingest-service, under one of a thousand keys, and answers 202 when Kafka has acknowledged all. Argument: the broker's address.
 */
final class CutProgram {

    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final int KEYS = 1_000;
    private static final String ANSWER = "{\"accepted\":1,\"rejected\":[]}";

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[][] keys = IntStream.range(0, KEYS)
            .mapToObj(i -> ("customer-" + i).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private final AtomicInteger bodies = new AtomicInteger();
    private final Producer<byte[], byte[]> producer;

    private CutProgram(String kafka) {
        producer = new KafkaProducer<>(
                KafkaAccess.of(kafka, Optional.empty())
                        .client(Map.of(
                                "acks",
                                "all",
                                "enable.idempotence",
                                "true",
                                "compression.type",
                                "lz4",
                                "linger.ms",
                                5,
                                "batch.size",
                                64 << 10,
                                "buffer.memory",
                                64L << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        System.out.println(BareProgram.PORT + new CutProgram(arguments[0]).listen());
        ParentWatch.awaitEnd();
        System.exit(0);
    }

    private int listen() throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Context eventLoop = vertx.getOrCreateContext();
                    byte[] bytes = body.getBytes();
                    workers.execute(() -> take(bytes, request, eventLoop));
                }));
        return server.listen(0).toCompletionStage().toCompletableFuture().get().actualPort();
    }

    private void take(byte[] body, HttpServerRequest request, Context eventLoop) {
        // one for the cutting itself, so that the body is not done before it is all cut
        AtomicInteger pending = new AtomicInteger(1);
        AtomicBoolean failed = new AtomicBoolean();
        Callback settled = (metadata, problem) -> {
            if (problem != null) {
                failed.set(true);
            }
            if (pending.decrementAndGet() == 0) {
                eventLoop.runOnContext(nothing -> request.response()
                        .setStatusCode(failed.get() ? UNAVAILABLE : ACCEPTED)
                        .putHeader("content-type", "application/json")
                        .end(ANSWER));
            }
        };
        int key = bodies.getAndIncrement() & Integer.MAX_VALUE;
        int start = 0;
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < body.length; i++) {
            byte next = body[i];
            if (next == '"') {
                // the sample's texts hold no escaped quotes
                text = !text;
            } else if (!text && next == '{' && depth++ == 0) {
                start = i;
            } else if (!text && next == '}' && --depth == 0) {
                pending.incrementAndGet();
                producer.send(
                        new ProducerRecord<>(
                                TopicCatalogue.EVENTS.name(),
                                keys[key++ % KEYS],
                                Arrays.copyOfRange(body, start, i + 1)),
                        settled);
            }
        }
        settled.onCompletion(null, null);
    }
}
