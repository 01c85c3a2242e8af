package org.migrationauditor.verifier.archive;

import java.io.IOException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * One kind of archive, by the scheme of its addresses. A module of its own adds one by {@link
 * java.util.ServiceLoader}.
 */
public interface ArchiveScheme {
  /** Scheme of an address, such as {@code s3}. */
  String scheme();

  /** View that its sources have. */
  View view();

  /** One line: what it reads. */
  String meaning();

  /** One address as an example. */
  String example();

  /**
   * Opens an archive for reading. What it holds open is closed by the source itself when a listing
   * ends.
   *
   * @param rest of the address
   * @throws IllegalArgumentException if the address cannot be one of this scheme; the message is
   *     one sentence
   * @throws IOException if there is no such archive; the message is one sentence
   */
  InventorySource open(String rest, Access access) throws IOException;
}
