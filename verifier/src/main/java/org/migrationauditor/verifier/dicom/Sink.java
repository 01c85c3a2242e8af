package org.migrationauditor.verifier.dicom;

/** Takes bytes that pass through a {@link Window}. */
@FunctionalInterface
interface Sink {
  /** Takes some more; they are another's again when this returns. */
  void take(byte[] bytes, int from, int count);
}
