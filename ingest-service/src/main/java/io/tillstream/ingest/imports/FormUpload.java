package io.tillstream.ingest.imports;

import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receives a form with one file, which goes to disk as it arrives. Lives on the event loop of its request. */
final class FormUpload {

    private static final String FILE_PART = "file";
    private static final long CHECK_MILLIS = 50;
    private static final int MOST_CHECKS_WITHOUT_MORE = 60;
    private static final int MAX_NAME_CHARS = 200;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Path target;
    private final long maxBytes;
    private final Listener listener;
    private final long timer;
    private @Nullable HttpServerFileUpload file;
    private boolean requestEnded;
    private boolean fileWritten;
    private boolean ended;
    private long writtenAtLastCheck = -1;
    private int checksWithoutMore;

    /** Hears once how the upload ended. Unless it is complete the target may hold a part of the file. */
    interface Listener {
        /** The form is complete and the file is on disk. */
        void onForm(String fileName, Map<String, String> attributes);

        /** The form is refused; more of it may still arrive. */
        void onRefusal(ImportProblem problem);

        /** The sender went away. */
        void onGone();
    }

    private FormUpload(Vertx vertx, HttpServerRequest request, Path target, long maxBytes, Listener listener) {
        this.vertx = vertx;
        this.request = request;
        this.target = target;
        this.maxBytes = maxBytes;
        this.listener = listener;
        timer = vertx.setPeriodic(CHECK_MILLIS, id -> check());
    }

    /** Begins to read; returns at once. */
    static void receive(Vertx vertx, HttpServerRequest request, Path target, long maxBytes, Listener listener) {
        FormUpload form = new FormUpload(vertx, request, target, maxBytes, listener);
        request.setExpectMultipart(true);
        request.exceptionHandler(form::failed);
        request.uploadHandler(form::part);
        request.endHandler(nothing -> form.requestEnded());
        request.resume();
    }

    static ImportProblem tooLarge(long maxBytes) {
        return new ImportProblem(
                ImportProblem.Kind.TOO_LARGE,
                "A file has at most " + maxBytes + " bytes (tillstream.ingest.max-import-bytes); pack it or split it");
    }

    private void part(HttpServerFileUpload upload) {
        if (file != null || !FILE_PART.equals(upload.name())) {
            upload.handler(ignored -> {});
            refuse(new ImportProblem(
                    ImportProblem.Kind.UNREADABLE_BODY, "The form must hold exactly one file, in a part named file"));
            return;
        }
        file = upload;
        upload.streamToFileSystem(target.toString()).onComplete(written -> {
            if (written.succeeded()) {
                fileWritten = true;
                completeIfBoth();
            } else {
                failed(written.cause());
            }
        });
    }

    private void check() {
        checkSize();
        HttpServerFileUpload upload = file;
        if (!requestEnded || upload == null || ended) {
            return;
        }
        // nothing tells that a form ends within its file; only that no more of it comes
        if (upload.size() > writtenAtLastCheck) {
            writtenAtLastCheck = upload.size();
            checksWithoutMore = 0;
        } else if (++checksWithoutMore > MOST_CHECKS_WITHOUT_MORE) {
            refuse(new ImportProblem(ImportProblem.Kind.UNREADABLE_BODY, "The form ends before its file does"));
            upload.cancelStreamToFileSystem();
        }
    }

    private void checkSize() {
        HttpServerFileUpload upload = file;
        if (request.bytesRead() > maxBytes) {
            refuse(tooLarge(maxBytes));
            if (upload != null) {
                upload.cancelStreamToFileSystem();
            }
        }
    }

    private void requestEnded() {
        requestEnded = true;
        if (file == null) {
            refuse(new ImportProblem(
                    ImportProblem.Kind.UNREADABLE_BODY, "The form must hold the file in a part named file"));
        } else {
            completeIfBoth();
        }
    }

    private void completeIfBoth() {
        HttpServerFileUpload upload = file;
        if (!requestEnded || !fileWritten || upload == null) {
            return;
        }
        checkSize();
        if (end()) {
            Map<String, String> attributes = new HashMap<>();
            request.formAttributes().forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
            listener.onForm(plainName(upload.filename()), attributes);
        }
    }

    private void failed(Throwable problem) {
        if (problem instanceof HttpClosedException || request.response().closed()) {
            if (end()) {
                listener.onGone();
            }
        } else if (request.bytesRead() > maxBytes) {
            // a form that is cut off, or no longer read, fails as well
            refuse(tooLarge(maxBytes));
        } else if (problem instanceof IOException || problem instanceof FileSystemException) {
            refuse(new ImportProblem(ImportProblem.Kind.DISK_FULL, "The file could not be written to disk"));
        } else {
            refuse(new ImportProblem(
                    ImportProblem.Kind.UNREADABLE_BODY, "The form is not well-formed multipart/form-data"));
        }
    }

    private void refuse(ImportProblem problem) {
        if (end()) {
            listener.onRefusal(problem);
        }
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        vertx.cancelTimer(timer);
        return first;
    }

    /** The last part of what may be a path, without control characters. */
    static String plainName(@Nullable String sent) {
        if (sent == null) {
            return "";
        }
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name;
    }
}
