package io.tillstream.stack.audit;

import java.io.PrintWriter;

/** Tells people what the audit is at, on standard error. */
final class Progress {

    private final PrintWriter out;
    private String last = "";

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Says something, unless it was the last thing said. */
    void say(String sentence) {
        if (!sentence.equals(last)) {
            last = sentence;
            out.println(sentence);
            out.flush();
        }
    }
}
