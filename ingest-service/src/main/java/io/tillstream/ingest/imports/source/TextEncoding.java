package io.tillstream.ingest.imports.source;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The character set of a text.
 *
 * @param charset the character set
 * @param bomBytes length of the byte order mark at the start, which is no part of the text
 * @param guessed whether this was told from the content, so that later content may prove it wrong
 */
record TextEncoding(Charset charset, int bomBytes, boolean guessed) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SAMPLE_BYTES = 8_000;
    private static final int MIN_CONFIDENCE = 25;

    /**
     * Character sets that a detector tells apart well. The Latin ones look alike to it (a pound sign is taken for a Polish letter), so all of them count
     * as windows-1252, which contains ISO-8859-1.
     */
    private static final Set<String> TELLABLE =
            Set.of("Shift_JIS", "EUC-JP", "EUC-KR", "GB18030", "Big5", "KOI8-R", "windows-1251", "windows-1256");

    /**
     * Tells the encoding from the beginning of a text.
     *
     * @param start the first bytes
     * @throws BadFileException when this is no text
     */
    static TextEncoding of(byte[] start) throws BadFileException {
        if (startsWith(start, 0xef, 0xbb, 0xbf)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3, false);
        }
        if (startsWith(start, 0xff, 0xfe)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, false);
        }
        if (startsWith(start, 0xfe, 0xff)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, false);
        }
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                zeros[i % 2]++;
            }
        }
        if (zeros[0] + zeros[1] > 0) {
            return twoByteEncoding(start.length, zeros);
        }
        if (isUtf8(start)) {
            return new TextEncoding(StandardCharsets.UTF_8, 0, true);
        }
        return new TextEncoding(byStatistics(nonAsciiLines(start)), 0, true);
    }

    /** The encoding of a whole text that is known not to be UTF-8. */
    static Charset ofLegacyText(InputStream text) throws IOException {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        int read;
        while (sample.size() < SAMPLE_BYTES && (read = text.readNBytes(block, 0, block.length)) > 0) {
            byte[] lines = nonAsciiLines(Arrays.copyOf(block, read));
            sample.write(lines, 0, lines.length);
        }
        return byStatistics(sample.toByteArray());
    }

    private static TextEncoding twoByteEncoding(int length, int[] zeros) throws BadFileException {
        int often = length / 5;
        if (zeros[0] == 0 && zeros[1] > often) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0, false);
        }
        if (zeros[1] == 0 && zeros[0] > often) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0, false);
        }
        throw new BadFileException(Problem.BINARY, "the file is binary, not a table in text form");
    }

    private static boolean isUtf8(byte[] start) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // the last character may be cut, hence "not the end of input"
        return !decoder.decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length), false)
                .isError();
    }

    private static Charset byStatistics(byte[] sample) {
        if (sample.length == 0) {
            return WINDOWS_1252;
        }
        CharsetMatch match = new CharsetDetector().setText(sample).detect();
        boolean sure = match != null && match.getConfidence() >= MIN_CONFIDENCE && TELLABLE.contains(match.getName());
        return sure ? Charset.forName(match.getName()) : WINDOWS_1252;
    }

    /** The lines with bytes above 127, at most {@link #SAMPLE_BYTES}: what tells encodings apart. */
    private static byte[] nonAsciiLines(byte[] text) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int lineStart = 0;
        boolean special = false;
        for (int i = 0; i < text.length && lines.size() < SAMPLE_BYTES; i++) {
            special |= text[i] < 0;
            if (text[i] == '\n' || i == text.length - 1) {
                if (special) {
                    lines.write(text, lineStart, Math.min(i + 1 - lineStart, SAMPLE_BYTES));
                }
                lineStart = i + 1;
                special = false;
            }
        }
        return lines.toByteArray();
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
