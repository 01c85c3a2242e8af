package org.migrationauditor.app.anchor;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.messages.ContentDigest;

/** Signed heads of one log. */
final class Heads {
  private static final String ORIGIN = "host.example/migration-log";
  private static final NoteSigner SIGNER = signer();

  private Heads() {}

  /** Over that many events, with a root of one repeated hex digit. */
  static Head head(long size, char root) {
    try {
      return Head.of(
          SignedNote.signed(
                  new Checkpoint(ORIGIN, size, new ContentDigest(String.valueOf(root).repeat(64)))
                      .text(),
                  SIGNER)
              .toString());
    } catch (InvalidNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoteSigner signer() {
    try {
      return new NoteSigner(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
