package io.tillstream.dashboard.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tillstream.contracts.http.RequestTimes;
import io.tillstream.contracts.kafka.KafkaAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of the gateway. */
@ConfigMapping(prefix = "tillstream")
public interface DashboardConfig {

    /** Where Kafka is. */
    Kafka kafka();

    /** Partitions of topics this service creates when they are missing. */
    @WithDefault("4")
    int partitions();

    /** Which counting of the log is shown: 1, or what a replay was given. */
    @WithDefault("1")
    int generation();

    /** The business time zone. */
    @WithDefault("UTC")
    String zone();

    /** ISO 4217 code of all amounts. */
    @WithDefault("USD")
    String currency();

    /** Where the query service is. */
    QueryApi queryApi();

    /** Where files are imported. */
    Ingest ingest();

    /** Where the engine says how it is. */
    Analytics analytics();

    /** The gateway's own settings. */
    Dashboard dashboard();

    /** Who is let in. */
    Access access();

    /** Following requests through the services. */
    Traces traces();

    /** How long a request may take to arrive. */
    Http http();

    /** Following requests through the services. */
    interface Traces {
        /** Address that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; without it nothing is traced. */
        Optional<URI> endpoint();

        /** Share of the requests to this service that are traced, 0 to 1; of records those whose request is. */
        @WithDefault("0.01")
        double ratio();
    }

    /** How long a request may take to arrive. */
    interface Http {
        /** From the first byte of a request to the end of its head; then the connection is closed. */
        @WithDefault("10s")
        Duration headTimeout();

        /** For a body, and a second more for each {@code body-rate} bytes of it that have arrived; then the connection is closed. */
        @WithDefault("60s")
        Duration bodyTimeout();

        /** Bytes of a body a second that are slow, but not too slow. */
        @WithDefault("1024")
        int bodyRate();

        /** All of it. */
        default RequestTimes times() {
            return new RequestTimes(headTimeout(), bodyTimeout(), bodyRate());
        }
    }

    /** Whether somebody has to sign in. */
    enum Mode {
        REQUIRED,
        OPEN
    }

    /** Who is let in. */
    interface Access {
        /** Open lets everybody in, and only on a loopback address. */
        @WithDefault("required")
        Mode mode();
    }

    /** Where Kafka is. */
    interface Kafka {
        /** Host and port, several with commas. */
        @WithDefault("127.0.0.1:19092")
        String bootstrapServers();

        /** File with the encryption and login of Kafka clients. */
        Optional<String> clientConfig();

        /** Where Kafka is, and how this process logs in there. */
        default KafkaAccess access() {
            return KafkaAccess.of(bootstrapServers(), clientConfig());
        }
    }

    /** Where the query service is. */
    interface QueryApi {
        /** Scheme, host and port. */
        @WithDefault("http://127.0.0.1:8082")
        URI url();

        /** How long its answer may take to begin, and may pause. */
        @WithDefault("30s")
        Duration timeout();

        /** Requests passed on at once; further ones are answered 503. */
        @WithDefault("64")
        int maxRequests();
    }

    /** Where files are imported. */
    interface Ingest {
        /** Scheme, host and port. */
        @WithDefault("http://127.0.0.1:8081")
        URI url();

        /** How long its answer may take to begin, and may pause. */
        @WithDefault("60s")
        Duration timeout();
    }

    /** Where the engine says how it is. */
    interface Analytics {
        /** Scheme, host and port. */
        @WithDefault("http://127.0.0.1:8083")
        URI url();
    }

    /** The gateway's own settings. */
    interface Dashboard {
        /** Customers in the scatters, at most 5,000. */
        @WithDefault("2000")
        int sample();

        /** Least time between two messages of one channel. */
        @WithDefault("1s")
        Duration pushInterval();

        /** Sockets open at once. */
        @WithDefault("2000")
        int maxClients();

        /** How long a client may leave a message unread or give no sign of life. */
        @WithDefault("60s")
        Duration clientPatience();

        /** File with lines {@code name=key}, the write keys by which administrators import files on the page; without it they cannot. */
        Optional<Path> writeKeysFile();

        /** File with the report of the last {@code ./tillstream audit}, which the page shows; without it the page says that there was none. */
        Optional<Path> auditFile();

        /** Origins beside its own whose pages may open a socket. */
        Optional<Set<String>> allowedOrigins();
    }
}
