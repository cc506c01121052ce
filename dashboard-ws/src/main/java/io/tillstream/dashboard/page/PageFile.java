package io.tillstream.dashboard.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the page, read and compressed once.
 *
 * @param etag strong validator, from the content
 * @param plain the content
 * @param gzip the content compressed; the plain one where compressing does not pay
 */
record PageFile(String etag, byte[] plain, byte[] gzip) {

    /** Where the page is among the resources. */
    static final String ROOT = "META-INF/resources";

    private static final int ETAG_BYTES = 12;

    /** Loads a file by its path, which begins with a slash; null when there is none. */
    static @Nullable PageFile load(String path) {
        return resource(ROOT + path);
    }

    /** Loads any resource by its whole name; null when there is none. */
    static @Nullable PageFile resource(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                return null;
            }
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with that content. */
    static PageFile of(byte[] plain) {
        try {
            byte[] gzip = compress(plain);
            return new PageFile(etag(plain), plain, gzip.length < plain.length ? gzip : plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isCompressed() {
        return gzip != plain;
    }

    private static byte[] compress(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static String etag(byte[] plain) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            return '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
