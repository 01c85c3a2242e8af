package org.migrationauditor.evidence.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.ShareTree;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;

/** Where the files of a history are kept. */
public interface BundleSources {
  /** Place of a file that an event names; it may be missing there, or be another. */
  Path file(BundledEvent.NamedFile file);

  /**
   * What each owner has in a manifest; empty when it has too many owners, is missing or was
   * changed.
   */
  Optional<ShareTree> shares(ContentDigest manifest) throws IOException;

  /**
   * Gives the rows of a manifest away, those of one share after another.
   *
   * @param owner null for all; else those of this owner, and what may concern any
   */
  void rows(ContentDigest manifest, @Nullable OwnerKey owner, RowTaker taker) throws IOException;

  /**
   * Which of some texts are keys or UIDs of entries of other owners in the manifest of an
   * inventory; none when it is missing or was changed.
   */
  Set<String> keysOfOthers(ContentDigest manifest, OwnerKey owner, Set<String> texts)
      throws IOException;

  /** Takes one row of a share. */
  @FunctionalInterface
  interface RowTaker {
    /**
     * The next row.
     *
     * @param owner null where it may concern any
     * @param line with its line feed; of use until the call returns
     * @param length of it, bytes
     */
    void take(@Nullable OwnerKey owner, byte[] line, int length) throws IOException;
  }
}
