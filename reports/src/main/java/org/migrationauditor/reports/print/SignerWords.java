package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.reports.Signer;

/** What the signature is worth, in plain words. */
final class SignerWords {
  private SignerWords() {}

  static String title(Signer signer) {
    return signer.selfMade()
        ? "The signing key is self-made"
        : "The signing key is the operator's own";
  }

  static List<Block> text(Signer signer) {
    String worth =
        signer.selfMade()
            ? "This key was made by the program itself: the signature proves that nothing changed"
                + " since, not who signed. Compare the fingerprint with the operator over another"
                + " channel."
            : "The signature proves that nothing changed since. Who signed is told by the"
                + " certificate, as far as you trust who issued it; if in doubt, compare the"
                + " fingerprint with the operator over another channel.";
    return List.of(
        Block.of(worth, Style.CELL),
        Block.of("Signer: " + signer.subject(), Style.CELL).below(3),
        Block.of("Fingerprint (SHA-256 of the certificate):", Style.CELL),
        Block.of(signer.fingerprint().hex(), Style.KEY));
  }
}
