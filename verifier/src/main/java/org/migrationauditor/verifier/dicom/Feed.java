package org.migrationauditor.verifier.dicom;

import java.io.IOException;

/** Where a {@link Window} gets its bytes from. */
@FunctionalInterface
interface Feed {
  /**
   * Puts at least one byte into an array.
   *
   * @param length most bytes to put there, more than 0
   * @return count of bytes; -1 at the end
   */
  int read(byte[] into, int from, int length) throws IOException;
}
