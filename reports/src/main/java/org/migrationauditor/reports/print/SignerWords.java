package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.signatures.Signer;

/** What the signature is worth, in plain words. */
final class SignerWords {
  private SignerWords() {}

  static String title(Signer signer, Wording w) {
    return w.say(key(signer));
  }

  static List<Block> text(Signer signer, Wording w) {
    return List.of(
        Block.of(w.say(key(signer) + ".worth"), Style.CELL),
        Block.of(w.say("signer.subject", signer.subject()), Style.CELL).below(3),
        Block.of(w.say("signer.fingerprint"), Style.CELL),
        Block.of(signer.fingerprint().hex(), Style.KEY));
  }

  private static String key(Signer signer) {
    return signer.selfMade() ? "signer.selfMade" : "signer.own";
  }
}
