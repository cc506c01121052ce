package io.tillstream.query.support;

import io.tillstream.query.support.Contract.Operation;
import io.tillstream.query.support.Hostile.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends hostile requests to every operation of the contract and holds the answers against it: never a fault, never a stack trace, nothing that the document does not
 * know. {@code -Dtillstream.fuzz.rounds=} makes more of them, {@code -Dtillstream.fuzz.seed=} others.
 */
public final class Fuzz implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Fuzz.class);
    private static final int AT_ONCE = 8;
    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    /** Of 4,096 bytes some are the method's and the version's. */
    private static final int LONGEST_ADDRESS = 4_000;

    private static final long USUAL_SEED = 20260101;
    private static final Pattern LEAK = Pattern.compile(
            "\\tat [a-z]|Exception|io\\.(quarkus|vertx|smallrye|tillstream)\\.|org\\.(postgresql|hibernate)|SQLSTATE|\\bSELECT .+ FROM\\b");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(AT_ONCE));
    private final URI service;
    private final Contract contract;
    private final List<String> faults = new ArrayList<>();
    private final long seed = Long.getLong("tillstream.fuzz.seed", USUAL_SEED);

    /** Fuzzes the service at this address. */
    public Fuzz(URI service) {
        this.service = service;
        this.contract = Contract.of(service);
    }

    /** What was wrong with answers to all requests so far; empty when all is well. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private record Answer(
            Request request, int status, @Nullable String type, String body) {}

    /**
     * Sends some rounds, each with one request of every operation.
     *
     * @param bearer who asks; null for nobody
     * @param verbs which operations
     * @param excused codes of problems with status 503 that are right here, because something is away
     */
    public void run(@Nullable String bearer, Set<String> verbs, int rounds, Set<String> excused) {
        Random random = new Random(seed + (bearer == null ? 0 : bearer.length()));
        Hostile hostile = new Hostile(random);
        int wanted = Integer.getInteger("tillstream.fuzz.rounds", rounds);
        LOG.infof("fuzzing with seed %d, %d rounds", seed, wanted);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (int round = 0; round < wanted; round++) {
            List<Request> requests = new ArrayList<>();
            for (Operation operation : contract.operations()) {
                if (verbs.contains(operation.verb())) {
                    requests.add(hostile.of(operation));
                }
            }
            for (int from = 0; from < requests.size(); from += AT_ONCE) {
                List<Future<Answer>> some = requests.subList(from, Math.min(from + AT_ONCE, requests.size())).stream()
                        .map(request -> send(request, bearer))
                        .toList();
                for (Future<Answer> one : some) {
                    Answer answer = one.toCompletionStage()
                            .toCompletableFuture()
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join();
                    statuses.merge(answer.status(), 1, Integer::sum);
                    String fault = fault(answer, excused);
                    if (fault != null) {
                        faults.add(fault);
                    }
                }
            }
        }
        LOG.infof("answers by status: %s", statuses);
    }

    private Future<Answer> send(Request request, @Nullable String bearer) {
        return http.request(new RequestOptions()
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        .setMethod(HttpMethod.valueOf(request.verb()))
                        .setURI(request.uri()))
                .compose(outgoing -> {
                    request.headers().forEach(outgoing::putHeader);
                    if (bearer != null) {
                        outgoing.putHeader("Authorization", "Bearer " + bearer);
                    }
                    byte[] body = request.body();
                    // all on the connection's thread: on another the body could have come before anybody waits for it
                    return (body == null ? outgoing.send() : outgoing.send(Buffer.buffer(body)))
                            .compose(incoming -> incoming.body()
                                    .map(received -> new Answer(
                                            request,
                                            incoming.statusCode(),
                                            incoming.getHeader("Content-Type"),
                                            received.toString(StandardCharsets.UTF_8))));
                })
                .recover(broken -> Future.succeededFuture(new Answer(request, 0, null, String.valueOf(broken))));
    }

    private @Nullable String fault(Answer answer, Set<String> excused) {
        String what = answer.request() + " → " + answer.status() + ' ';
        boolean isExcused = answer.status() == 503
                && excused.stream().anyMatch(code -> answer.body().contains("\"code\":\"" + code + '"'));
        if ((answer.status() >= 500 || answer.status() == 0) && !isExcused) {
            return what + answer.body();
        }
        if (LEAK.matcher(answer.body()).find()) {
            return what + "tells of its inside: " + answer.body();
        }
        if (answer.body().isEmpty() && isRefusedUnread(answer)) {
            return null;
        }
        List<String> problems = contract.problems(
                answer.request().verb(), answer.request().uri(), answer.status(), answer.type(), answer.body());
        return problems.isEmpty()
                ? null
                : what
                        + problems
                        + ' '
                        + answer.body().substring(0, Math.min(300, answer.body().length()));
    }

    /** The server refuses some addresses before anything of the service sees them: docs/problems.md. */
    private static boolean isRefusedUnread(Answer answer) {
        String address = answer.request().uri();
        if (answer.status() == URI_TOO_LONG) {
            return address.length() > LONGEST_ADDRESS;
        }
        try {
            new URI(address);
            return false;
        } catch (URISyntaxException e) {
            return answer.status() == BAD_REQUEST;
        }
    }

    @Override
    public void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
