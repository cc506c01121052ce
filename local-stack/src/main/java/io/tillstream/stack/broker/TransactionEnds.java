package io.tillstream.stack.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * committed here too. Speaks Kafka's protocol to a broker without encryption, which the local one is.
 */
final class TransactionEnds {

    private static final String CLIENT = "tillstream-transaction-watch";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final InetSocketAddress broker;

    /** @param broker {@code host:port} */
    TransactionEnds(String broker) {
        int colon = broker.lastIndexOf(':');
        this.broker = new InetSocketAddress(
                broker.substring(0, colon), Integer.parseInt(broker, colon + 1, broker.length(), 10));
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
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.connect(broker, (int) TIMEOUT.toMillis());
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
