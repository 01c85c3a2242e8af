package org.migrationauditor.signatures;

import java.util.Set;
import org.migrationauditor.messages.ContentDigest;

/** Whether a signer is one that was expected. */
public final class Identity {
  /** The check that tells who signed; it may stay open. */
  public static final String WHAT = "signer";

  /** Nothing is known of the signers. */
  public static final Identity UNKNOWN = new Identity(Set.of(), false);

  /** Of one who was not expected where others were; this may not stay open. */
  public static final String STRANGER = "unexpected signer";

  private final Set<ContentDigest> fingerprints;
  private final boolean judgedByTrust;

  /**
   * What a reader knows over another channel.
   *
   * @param fingerprints of certificates; who issued the report must have one of them; empty to
   *     leave identity unproven
   * @param judgedByTrust whether the reader also says whose certificates to trust
   */
  public Identity(Set<ContentDigest> fingerprints, boolean judgedByTrust) {
    this.fingerprints = Set.copyOf(fingerprints);
    this.judgedByTrust = judgedByTrust;
  }

  /**
   * Asks of one signature.
   *
   * @param first whether it is that of who issued the report, which must be expected
   */
  Check check(ReportSignature signature, boolean first) {
    String who = who(signature);
    if (fingerprints.contains(signature.signer().fingerprint())) {
      return Check.passed(WHAT, who + ", one that was expected");
    }
    if (fingerprints.isEmpty()) {
      return Check.unknown(WHAT, who + unproven(signature));
    }
    String expected =
        String.join(" or ", fingerprints.stream().map(ContentDigest::hex).sorted().toList());
    return first
        ? Check.failed(WHAT, "%s, but %s was expected".formatted(who, expected))
        : Check.unknown(
            judgedByTrust ? WHAT : STRANGER,
            who + ", which is not among the expected ones; identity not proven");
  }

  private static String who(ReportSignature signature) {
    String at =
        signature.claimedAt() != null
            ? ", at " + signature.claimedAt() + " by the signer's own clock"
            : "";
    return "%s: signed by '%s'%s, certificate fingerprint %s"
        .formatted(
            signature.field(), signature.signer().subject(), at, signature.signer().fingerprint());
  }

  private static String unproven(ReportSignature signature) {
    return signature.signer().selfMade()
        ? "; identity not proven: the program made this key itself, so compare the fingerprint"
            + " with the operator over another channel"
        : "; identity not proven here: compare the fingerprint with the operator over another"
            + " channel";
  }
}
