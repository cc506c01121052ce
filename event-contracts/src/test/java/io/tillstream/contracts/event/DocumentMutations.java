package io.tillstream.contracts.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Spoils documents in the ways that senders, networks and attackers do. The same seed gives the same documents. */
final class DocumentMutations {

    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "-1",
            "1",
            "7",
            "00",
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e2",
            "1E400",
            "1e-400",
            "1e999999999",
            "NaN",
            "-Infinity",
            "Infinity",
            "0.0000004",
            "29.990000000000002",
            "0.0000005",
            "123456789012",
            "1234567890123",
            "12345678901234567",
            "123456789012345678",
            "1234567890123456789",
            "99999999999999999999",
            "9999999999.9999999",
            "10000000",
            "10000000.000001",
            "100001",
            "2.0",
            "2.5",
            "true1",
            "nul",
            "nullx",
            "\"\"",
            "\" \"",
            "\"  x\"",
            "\"\\\"\"",
            "\"\\/\"",
            "\"\\u00e9\"",
            "\"\\u00E9\\n\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d😀\"",
            "\"\\u0000\"",
            "\"\\u12g4\"",
            "\"\\u12\"",
            "\"\\x\"",
            "\"\\\"",
            "\"\\é\"",
            "\"é\"",
            "\"日本語のタイトル\"",
            "\"😀\"",
            "\"\u007f\"",
            "\"\u0085\"",
            "\"a\u2028b\"",
            "\"tab\there\"",
            "\"\\u007f\"",
            "\"\u00a0\"",
            "\"USD\"",
            "\"EUR\"",
            "\"usd\"",
            "\"add_to_cart\"",
            "\"purchase\"",
            "\"\\u0070urchase\"",
            "\"ADD_TO_CART\"",
            "\"anon:x\"",
            "\"2024-01-01T12:00:00Z\"",
            "\"2024-01-01T12:00:00.123456789Z\"",
            "\"2024-01-01T12:00:00.1234567891Z\"",
            "\"2024-02-30T12:00:00Z\"",
            "\"2024-02-29T23:59:60Z\"",
            "\"2024-01-01T14:00:00+02:00\"",
            "\"2024-01-01T12:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2024-01-03T00:00:01Z\"",
            "\"2024-01-01t12:00:00z\"",
            "\"2024-01-01T12:00:00.Z\"",
            "[]",
            "{}",
            "[null]",
            "[{}]",
            "[1,\"x\"]",
            "{\"a\":1}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":null,\"a\":null}",
            "{\"a\":null,\"a\":1}",
            "{\"a\":{\"b\":[1,{}]}}",
            "{\"Email\":\"x\"}",
            "{\"first_name\":null}",
            "{\"\":1}",
            "{\"é\":\"é\"}",
            "{\"name\":\"x\"}",
            "{\"value\":1.50}",
            "[{\"product_id\":\"p\",\"price\":1}]",
            "[{\"product_id\":\"p\",\"sku\":\"s\",\"price\":1}]",
            "[".repeat(31) + "]".repeat(31),
            "[".repeat(45) + "]".repeat(45),
            "{\"a\":".repeat(33) + "1" + "}".repeat(33),
            "\"" + "x".repeat(128) + "\"",
            "\"" + "x".repeat(129) + "\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "x".repeat(257) + "\"",
            "\"" + "é".repeat(257) + "\"",
            "\"" + "x".repeat(1001) + "\"",
            "\"" + "x".repeat(8001) + "\"");

    private static final List<String> ODD_FIELDS = List.of(
            "\"note\":\"x\"",
            "\"note\":null",
            "\"email\":\"a@b\"",
            "\"email\":null",
            "\"product_title\":\"Book\"",
            "\"product_price\":1.5",
            "\"product_id\":7",
            "\"quantity\":2",
            "\"discount\":0.5",
            "\"value\":1",
            "\"order_id\":12",
            "\"cart_id\":\"k\"",
            "\"customer_id\":4711",
            "\"anonymous_id\":\"v\"",
            "\"event\\u005fid\":\"e\"",
            "\"event_id\":null",
            "\"timestamp\":null",
            "\"properties\":{\"x\":1}",
            "\"properties\":{\"email\":1}",
            "\"context\":{\"ip\":\"1\"}",
            "\"context\":null",
            "\"items\":null",
            "\"session_id\":\"s\"",
            "\"score\":3",
            "\"description\":\"caf\\u00e9 \\\"x\\\"\"",
            "\"größe\":\"L\"",
            "\"\u0001\":1",
            "\"a\\nb\":1",
            "\"a b\" : 1 ",
            "x:1",
            "'x':1",
            "\"x\"",
            "\"x\":",
            "/**/\"x\":1");

    private static final byte[][] ODD_BYTES = {
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xff},
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
        {0},
        {1},
        {0x7f},
        {' '},
        {'\n'},
        {'\t'},
        {'\r'},
        {'"'},
        {'\\'},
        {'\\', '"'},
        {'\\', '/'},
        {'\\', 'u', '0', '0', 'e', '9'},
        {','},
        {':'},
        {'{'},
        {'}'},
        {'['},
        {']'},
        {'0'},
        {'-'},
        {'.'},
        {'e'},
        {(byte) 0xc3, (byte) 0xa9},
        {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80},
        {(byte) 0xc2, (byte) 0x85}
    };

    private final Random random;

    DocumentMutations(long seed) {
        random = new Random(seed);
    }

    /** One to three changes to a document; now and then none. */
    byte[] mutate(byte[] document) {
        byte[] changed = document;
        for (int changes = random.nextInt(4); changes > 0 && changed.length > 0; changes--) {
            changed = change(changed);
        }
        return changed;
    }

    private byte[] change(byte[] document) {
        int at = random.nextInt(document.length);
        return switch (random.nextInt(14)) {
            case 0 -> splice(document, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(document, at, at + 1, new byte[] {(byte) (document[at] ^ (1 << random.nextInt(8)))});
            case 2 -> splice(document, at, at, ODD_BYTES[random.nextInt(ODD_BYTES.length)]);
            case 3 -> splice(document, at, Math.min(document.length, at + 1 + random.nextInt(4)), new byte[0]);
            case 4 -> Arrays.copyOf(document, at);
            case 5 -> splice(document, document.length, document.length, ODD_BYTES[random.nextInt(ODD_BYTES.length)]);
            case 6 -> splice(document, 0, 0, ODD_BYTES[random.nextInt(ODD_BYTES.length)]);
            case 7 -> whiteSpace(document);
            case 8, 9 -> newField(document, one(ODD_FIELDS));
            case 10 -> newField(document, anyField(document));
            default -> newValue(document);
        };
    }

    private byte[] newValue(byte[] document) {
        int[] colons = positions(document, ':');
        if (colons.length == 0) {
            return document;
        }
        int from = colons[random.nextInt(colons.length)] + 1;
        return splice(document, from, endOfValue(document, from), utf8(one(ODD_VALUES)));
    }

    private byte[] newField(byte[] document, String field) {
        int[] commas = positions(document, ',');
        if (commas.length == 0) {
            return document;
        }
        return splice(document, commas[random.nextInt(commas.length)], utf8("," + field));
    }

    private String anyField(byte[] document) {
        int[] commas = positions(document, ',');
        if (commas.length == 0) {
            return "";
        }
        int from = commas[random.nextInt(commas.length)] + 1;
        return new String(document, from, endOfValue(document, from) - from, StandardCharsets.UTF_8);
    }

    /** The whole value if it is simple; else some of it. */
    private static int endOfValue(byte[] document, int from) {
        int i = from;
        while (i < document.length && document[i] != ',' && document[i] != '}' && document[i] != ']') {
            i++;
        }
        return i;
    }

    private byte[] whiteSpace(byte[] document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte b : document) {
            boolean mark = "{}[]:,".indexOf(b) >= 0;
            if (mark && random.nextBoolean()) {
                out.write(" \n\r\t".charAt(random.nextInt(4)));
            }
            out.write(b);
            if (mark && random.nextBoolean()) {
                out.write(' ');
            }
        }
        return out.toByteArray();
    }

    private static int[] positions(byte[] document, char wanted) {
        return IntStream.range(0, document.length)
                .filter(i -> document[i] == wanted)
                .toArray();
    }

    private static byte[] splice(byte[] document, int at, byte[] put) {
        return splice(document, at, at, put);
    }

    private static byte[] splice(byte[] document, int from, int to, byte[] put) {
        byte[] changed = Arrays.copyOf(document, document.length - (to - from) + put.length);
        System.arraycopy(put, 0, changed, from, put.length);
        System.arraycopy(document, to, changed, from + put.length, document.length - to);
        return changed;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
