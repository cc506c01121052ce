package io.tillstream.ingest.privacy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shortens addresses of the network so that they name a neighbourhood and no machine: of IPv4 the last 8 bits become 0, of IPv6 all but the first 48, as web analytics
 * usually does (https://support.google.com/analytics/answer/2763052 keeps as much).
 */
final class NetworkAddresses {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 45;
    private static final int COLONS_IN_FULL = 7;
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern QUOTED = Pattern.compile("\"([0-9A-Fa-f:.]{3,45})\"");

    private NetworkAddresses() {}

    /** The address in short, when a text is one and nothing else; null when it is not, or short already. */
    static @Nullable String shortened(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST || !isPossible(text)) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            String kept = shortened(address);
            return kept.equals(text) ? null : kept;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Looks before asking, because a plain number is an address to the parser. */
    private static boolean isPossible(String text) {
        int colons = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c == '.') {
                points++;
            } else if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return colons == 0
                ? points == 3 && FOUR.matcher(text).matches()
                : colons >= 2 && (colons == COLONS_IN_FULL || text.contains("::"));
    }

    private static String shortened(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".0";
        }
        return group(bytes, 0) + ":" + group(bytes, 2) + ":" + group(bytes, 4) + "::";
    }

    private static String group(byte[] bytes, int at) {
        return Integer.toHexString((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff);
    }

    /** The same bytes with every text that is an address in short; for what could not be read and is kept aside as it came. */
    static byte[] shortened(byte[] json) {
        // one character for each byte, so that all others stay what they are
        String text = new String(json, StandardCharsets.ISO_8859_1);
        Matcher quoted = QUOTED.matcher(text);
        StringBuilder kept = new StringBuilder(text.length());
        boolean any = false;
        while (quoted.find()) {
            String address = shortened(quoted.group(1));
            if (address != null) {
                any = true;
                quoted.appendReplacement(kept, "\"" + address + "\"");
            }
        }
        return any ? quoted.appendTail(kept).toString().getBytes(StandardCharsets.ISO_8859_1) : json;
    }
}
