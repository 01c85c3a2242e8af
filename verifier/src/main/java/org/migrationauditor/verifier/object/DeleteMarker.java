package org.migrationauditor.verifier.object;

import java.nio.charset.StandardCharsets;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/** What hides the older versions of an object that was deleted; it has no content. */
public final class DeleteMarker {
  /** Digest of every delete marker, so that two of them are equal by being there. */
  public static final ContentDigest DIGEST =
      Sha256.of("delete marker".getBytes(StandardCharsets.UTF_8));

  private DeleteMarker() {}
}
