package org.migrationauditor.verifier.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.migrationauditor.messages.ContentDigest;

/** What hides the older versions of an object that was deleted; it has no content. */
public final class DeleteMarker {
  /** Digest of every delete marker, so that two of them are equal by being there. */
  public static final ContentDigest DIGEST = digest();

  private DeleteMarker() {}

  private static ContentDigest digest() {
    try {
      return new ContentDigest(
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest("delete marker".getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
