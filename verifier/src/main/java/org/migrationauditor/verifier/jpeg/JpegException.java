package org.migrationauditor.verifier.jpeg;

/** A code-stream that is broken, contradicts the image it should be, or is not understood here. */
public final class JpegException extends Exception {
  private static final long serialVersionUID = 1;

  JpegException(String problem) {
    super(problem, null, false, false); // damaged images may come by the million
  }
}
