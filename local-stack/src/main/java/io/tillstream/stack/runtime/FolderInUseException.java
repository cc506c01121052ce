package io.tillstream.stack.runtime;

import java.nio.file.Path;

/** A data folder is used by another running process. Two of them would destroy the data. */
public final class FolderInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public FolderInUseException(Path folder) {
        super("The folder " + folder + " is in use by another running process");
    }
}
