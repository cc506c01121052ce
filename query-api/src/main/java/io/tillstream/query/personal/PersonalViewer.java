package io.tillstream.query.personal;

/** Whoever the answer of this request goes to. */
public interface PersonalViewer {

    /** Whether personal data of all these kinds may be shown; false as well when it is not known who asks. */
    boolean mayLook(PersonalKind... kinds);

    /** Personal data of these kinds are shown, to be noted in the audit log. */
    void looked(PersonalKind... kinds);
}
