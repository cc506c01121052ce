package io.tillstream.query.request;

import java.util.Locale;

/** Every kind of refusal. Its name on the wire is the constant's in lower case and stays as it is: programs decide by it. docs/problems.md is made of this list. */
public enum ProblemCode {
    BAD_REQUEST(
            400,
            "The request cannot be read: its address, a header or its body is not well-formed.",
            "Correct the request; it will not be understood as it is."),
    UNKNOWN_PARAMETER(
            400,
            "The address does not take the query parameter or field named in `parameter`, so the answer would not honour it.",
            "Leave it out, or look up in `/openapi` what the address takes."),
    INVALID_PARAMETER(
            400,
            "The value of the query parameter or field named in `parameter` is not one that it takes; `detail` says which it takes.",
            "Send a value that it takes. `$` stands for the body as a whole."),
    UNSUPPORTED_COMBINATION(
            400,
            "The parameter named in `parameter` cannot be honoured beside the others: what was counted does not tell it.",
            "Ask without it, or without the others; `detail` names them."),
    NOT_SIGNED_IN(
            401,
            "Nobody is signed in, or the token or key is not known, has expired or was revoked.",
            "Sign in, refresh the token, or send an API key in `Authorization: Bearer`."),
    WRONG_CREDENTIALS(
            401,
            "The name or the password is wrong; it is not said which.",
            "Try again with the right ones. Five wrong passwords lock a name for 15 minutes."),
    SESSION_ENDED(
            401,
            "The refresh token has been used, has expired, or its session was ended.",
            "Sign in again by name and password."),
    COMPANY_SIGN_IN_FAILED(
            401,
            "The company's identity provider did not confirm the sign-in, or it was begun elsewhere.",
            "Begin again at `/api/v1/access/company`, in one browser from beginning to end."),
    NOT_ALLOWED(
            403,
            "Whoever asks lacks the role that the address takes.",
            "Ask an administrator for the role, or use a key that has it."),
    PASSWORDS_OFF(
            403,
            "Nobody signs in by name and password here.",
            "Sign in by the company's identity provider, at `/api/v1/access/company`."),
    OTHER_ORIGIN(
            403,
            "A page of another origin asked for a change, or a cookie came without an `Origin`.",
            "Make changes from a page of this installation, or as a program by `Authorization: Bearer` without cookies."),
    NOT_FOUND(
            404, "There is nothing at this address, or nothing of this id.", "Check the id; it may have been removed."),
    METHOD_NOT_ALLOWED(
            405, "The address does not take this method.", "Use one of those that the header `Allow` names."),
    NOT_ACCEPTABLE(
            406,
            "The address does not give the format that `Accept` or `format` asks for.",
            "Ask for one of the media types that `/openapi` lists for the address."),
    NAME_TAKEN(409, "There is already something of this name.", "Choose another name."),
    COMPANY_USER(
            409,
            "The company's identity provider vouches for this person, who has no password here.",
            "Let them sign in by the company; change what they may do there."),
    IN_USE(409, "Other things refer to it; `detail` names them.", "Change those first."),
    CHANGED_MEANWHILE(
            412,
            "It is no longer of the version that `If-Match` names: somebody else was faster.",
            "Read it again, and make the change from there."),
    TOO_MANY(409, "There are already as many of these as there may be.", "Remove some first."),
    LAST_ADMIN(
            409,
            "The change would leave nobody who can administer.",
            "Make somebody else an administrator first, and let them choose a password."),
    NO_CHAMPION(
            409,
            "There is no model of this name yet; `detail` says why.",
            "Wait until there is data enough, or train by `POST /api/v1/models/train`."),
    LINK_USED(
            410,
            "The link has been used, has expired, or was replaced by a newer one.",
            "Ask an administrator for a new link."),
    TOO_LARGE(413, "The body is larger than 256 KiB.", "Send less; nothing here takes a body of that size."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body is not of a media type that the address takes.", "Send `Content-Type: application/json`."),
    PRECONDITION_REQUIRED(
            428,
            "The change does not say which version it was made from.",
            "Send `If-Match` with the `ETag` of the last answer."),
    TOO_MANY_REQUESTS(
            429,
            "More requests in a minute than are allowed, or too many attempts to sign in.",
            "Wait as many seconds as `Retry-After` says."),
    INTERNAL_ERROR(
            500,
            "A fault of the service. Its log says more, at the time of the answer.",
            "Report it with the time. Asking again may help, or not."),
    COMPANY_UNAVAILABLE(
            503,
            "The company's identity provider does not answer.",
            "Try again after as many seconds as `Retry-After` says, or sign in otherwise."),
    BUSY(503, "Too many people sign in at this moment.", "Try again after a second or two."),
    TOO_SLOW(
            503,
            "The database took more than 20 seconds.",
            "Ask for less: fewer days by `from` and `to`, or fewer filters at once."),
    DATABASE_UNAVAILABLE(
            503, "The database is not reachable.", "Try again after as many seconds as `Retry-After` says."),
    LOG_UNAVAILABLE(
            503,
            "The event log does not take the command; nothing was done.",
            "Try again when `/api/v1/status` says that the log is reachable.");

    private final int status;
    private final String meaning;
    private final String whatToDo;

    ProblemCode(int status, String meaning, String whatToDo) {
        this.status = status;
        this.meaning = meaning;
        this.whatToDo = whatToDo;
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same as a URI, the {@code type} of RFC 9457. */
    public String type() {
        return "urn:tillstream:problem:" + wireName().replace('_', '-');
    }

    /** The same in words. */
    public String title() {
        String words = wireName().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** HTTP status that it comes with. */
    public int status() {
        return status;
    }

    /** What has happened, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What whoever asked can do about it, in Markdown. */
    public String whatToDo() {
        return whatToDo;
    }
}
