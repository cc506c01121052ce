package io.tillstream.query.quarantine;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.query.personal.Personal;
import io.tillstream.query.personal.PersonalKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One record in full.
 *
 * @param record where it stands
 * @param key the record's key; what is personal in it is masked for those who may not see such
 * @param text the bytes as they came, as text; in Base64 when they are not UTF-8
 * @param encoding utf-8 or base64
 * @param document the same as JSON, what may be personal masked for those who may not see such; null when it is no JSON
 * @param complaint what is wrong with it now; null when it is right, mended where it was
 * @param changes how it was mended
 * @param repaired the document after the changes, masked like the other
 */
public record QuarantinedRecord(
        QuarantineRow record,
        @Nullable String key,

        @Personal({PersonalKind.CONTACTS, PersonalKind.TEXTS}) @Nullable
        String text,

        String encoding,
        @Schema(implementation = Object.class) @Nullable JsonNode document,
        @Nullable Complaint complaint,

        @Schema(implementation = Object.class) @JsonRawValue @Nullable
        String changes,

        @Schema(implementation = Object.class) @Nullable JsonNode repaired) {

    /**
     * What is wrong.
     *
     * @param field which field
     * @param reason why
     */
    public record Complaint(String field, String reason) {}
}
