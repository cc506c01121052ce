package io.tillstream.contracts.kafka;

import java.lang.System.Logger.Level;
import net.jpountz.util.Native;

/**
 * Has Kafka's clients compress by LZ4's own library. By themselves they take it only where the JVM's class loader has loaded it, and a Quarkus application is loaded by another; the Java
 * code takes three times as long.
 */
final class NativeCompression {

    private static final System.Logger LOG = System.getLogger(NativeCompression.class.getName());

    static {
        load();
    }

    private NativeCompression() {}

    /** Sees to it that the library was loaded, or tried to be, once. */
    static void prepare() {
        // done by the initialiser of the class
    }

    /** Where it cannot be, on a disk that nothing may be executed from for instance, Java code compresses. */
    private static void load() {
        try {
            Native.load();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.INFO, "LZ4''s own library cannot be loaded, compressing by Java code: {0}", e.getMessage());
        }
    }
}
