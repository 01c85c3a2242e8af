package org.migrationauditor.signatures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signature of a report, or a time stamp over all of it, that fits its bytes.
 *
 * @param field of the form that shows it: {@code prepared}, {@code reviewed} or {@code approved}
 *     says with which meaning somebody signed; any other is that of a time stamp or of an older
 *     report
 * @param signer who signed, or the authority of the time stamp
 * @param reason as the signer gave it; empty if none was given
 * @param claimedAt when, by the signer's own clock; null if not told
 * @param stampedAt what a time stamp claims, which the check {@code time stamp} judges; null for a
 *     signature
 * @param documentStamp whether it is a time stamp and nobody's signature
 */
public record ReportSignature(
    String field,
    Signer signer,
    String reason,
    @Nullable Instant claimedAt,
    @Nullable Instant stampedAt,
    boolean documentStamp) {}
