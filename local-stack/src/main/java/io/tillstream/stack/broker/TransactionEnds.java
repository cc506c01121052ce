package io.tillstream.stack.broker;

import io.tillstream.stack.runtime.Ports;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarker;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarkerTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Writes the end of a transaction into a partition, as the coordinator does. The public admin client can only abort; what was committed elsewhere must be
 * committed here too. Speaks Kafka's protocol itself.
 */
final class TransactionEnds {

    private static final String CLIENT = "tillstream-transaction-watch";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final int port;
    private final SocketFactory sockets;

    /**
     * Takes where to write.
     *
     * @param port of the broker on the loopback interface
     * @param sockets plain ones, or such as show the broker's certificate
     */
    TransactionEnds(int port, SocketFactory sockets) {
        this.port = port;
        this.sockets = sockets;
    }

    /**
     * Writes it.
     *
     * @throws IOException when the broker cannot be reached or refuses
     */
    void write(TopicPartition partition, long producerId, TransactionDecisions.Decision decision, int coordinatorEpoch)
            throws IOException {
        WriteTxnMarkersRequestData request = new WriteTxnMarkersRequestData()
                .setMarkers(List.of(new WritableTxnMarker()
                        .setProducerId(producerId)
                        .setProducerEpoch(decision.epoch())
                        .setCoordinatorEpoch(coordinatorEpoch)
                        .setTransactionResult(decision.commit())
                        .setTopics(List.of(new WritableTxnMarkerTopic()
                                .setName(partition.topic())
                                .setPartitionIndexes(List.of(partition.partition()))))));
        short version = ApiKeys.WRITE_TXN_MARKERS.latestVersion();
        RequestHeader header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, version, CLIENT, 1);
        ByteBuffer bytes = RequestUtils.serialize(header.data(), header.headerVersion(), request, version);
        WriteTxnMarkersResponse answer = WriteTxnMarkersResponse.parse(answer(bytes, header), version);
        Errors error = answer.errorsByProducerId()
                .getOrDefault(producerId, Map.of())
                .getOrDefault(partition, Errors.UNKNOWN_SERVER_ERROR);
        if (error != Errors.NONE) {
            throw new IOException(
                    "the end of a transaction was not written into " + partition + ": " + error.message());
        }
    }

    private ByteBufferAccessor answer(ByteBuffer request, RequestHeader header) throws IOException {
        try (Socket socket = sockets.createSocket()) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(Ports.address(), port), (int) TIMEOUT.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 0 || length > MAX_ANSWER_BYTES) {
                throw new IOException("the broker answered with " + length + " bytes");
            }
            ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(length));
            ResponseHeader.parse(answer, ApiKeys.WRITE_TXN_MARKERS.responseHeaderVersion(header.apiVersion()));
            return new ByteBufferAccessor(answer);
        }
    }
}
