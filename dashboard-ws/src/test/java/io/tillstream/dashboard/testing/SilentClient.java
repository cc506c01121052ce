package io.tillstream.dashboard.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client on a bare socket, which reads nothing until it is asked to. Small receive buffer. */
public final class SilentClient implements AutoCloseable {

    private static final int MASKED = 0x80;
    private static final int TEXT = 0x81;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    public SilentClient(URI uri) throws IOException {
        socket.setReceiveBufferSize(65_536);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        String handshake = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        out.write(handshake.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no upgrade: " + head);
        }
    }

    /** Sends a short text, masked by zeros. */
    public void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(new byte[] {(byte) TEXT, (byte) (MASKED | bytes.length), 0, 0, 0, 0});
        out.write(bytes);
        out.flush();
    }

    /** Reads messages up to one that ends with {@code end} (and the closing brace of the message). */
    public List<String> readUntil(String end) throws IOException {
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        while (messages.isEmpty() || !messages.getLast().endsWith(end + "}")) {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == TWO_BYTES) {
                length = in.readUnsignedShort();
            } else if (length == EIGHT_BYTES) {
                length = in.readLong();
            }
            byte[] payload = in.readNBytes((int) length);
            int opcode = first & 0x0f;
            if (opcode <= 1) {
                message.append(new String(payload, StandardCharsets.UTF_8));
                if ((first & 0x80) != 0) {
                    messages.add(message.toString());
                    message.setLength(0);
                }
            }
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
