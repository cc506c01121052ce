package io.tillstream.contracts.event;

/**
 * Checks that bytes are UTF-8 before they are parsed.
 *
 * <p>The JSON parser lets overlong forms and encoded surrogates through, and would read UTF-16 by itself; the contract is UTF-8 alone.
 */
final class Utf8 {

    private Utf8() {}

    /** The position of the first byte that is not UTF-8 text (a zero byte is none either), or −1. */
    static int firstMalformed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            byte b = bytes[i];
            if (b > 0) {
                i++;
                continue;
            }
            int size = sequenceLength(bytes, i, end);
            if (size == 0) {
                return i - offset;
            }
            i += size;
        }
        return -1;
    }

    /** Bytes of the multi-byte character that begins here; 0 when it is malformed. Ranges of table 3-7 of the Unicode standard. */
    private static int sequenceLength(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (i + size > end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < size; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
