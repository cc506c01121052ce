package io.tillstream.dashboard.page;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page's scripts and style sheets as one thing: all of them have an address below a fingerprint of all of them. As scripts import one another by relative addresses, a page has
 * them all of one release, and a browser may keep each for good.
 *
 * @param fingerprint hexadecimal
 */
record Release(String fingerprint) {

    private static final List<String> FOLDERS = List.of("js", "css");
    private static final int FINGERPRINT_BYTES = 8;
    private static final Pattern ADDRESS = Pattern.compile("/([0-9a-f]{16})(/(?:js|css)/.*)");
    private static final Pattern REFERENCE = Pattern.compile("(src|href)=\"(/(?:js|css)/)");

    /** Reads all scripts and style sheets. */
    static Release read() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String folder : FOLDERS) {
                ClassPathUtils.consumeAsPaths(PageFile.ROOT + '/' + folder, root -> add(digest, root));
            }
            return new Release(HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = new ArrayList<>(walk.filter(Files::isRegularFile).toList());
            files.sort(Comparator.comparing(file -> root.relativize(file).toString()));
            for (Path file : files) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path without a fingerprint, be it this one or that of another release; null when it has none. */
    static @Nullable String plainPath(String path) {
        Matcher address = ADDRESS.matcher(path);
        return address.matches() ? address.group(2) : null;
    }

    /** Whether an address is of this release, so that what it leads to never changes. */
    boolean isOf(String path) {
        return path.startsWith('/' + fingerprint + '/');
    }

    /** A page whose scripts and style sheets are asked for below the fingerprint. */
    String within(String html) {
        return REFERENCE.matcher(html).replaceAll("$1=\"/" + fingerprint + "$2");
    }
}
