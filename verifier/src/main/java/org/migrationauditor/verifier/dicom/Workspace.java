package org.migrationauditor.verifier.dicom;

import java.security.MessageDigest;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.digest.Sha256;

/** What one thread needs to read files, one after the other. */
final class Workspace {
  /** Enough for the preamble and the header of an element, bytes. */
  static final int MIN_BUFFER = 160;

  private final Window window;
  private final Frames frames = new Frames();
  private final MessageDigest fileDigest = Sha256.start();
  private final MessageDigest pixelDigest = Sha256.start();
  private final DecodedPixels decodedPixels = new DecodedPixels(Sha256.start());
  private final DataSet dataSet;
  private final LastPatient patient = new LastPatient();
  private final byte[] scratch = new byte[Identifiers.MAX_BYTES];
  private final int buffer;
  private @Nullable Inflater inflater;
  private @Nullable Window inflated;

  /**
   * @param key of {@link Elements}
   */
  Workspace(int buffer, byte[] key) {
    this.buffer = buffer;
    dataSet = new DataSet(Sha256.start(), new Elements(key));
    window = new Window(Math.max(MIN_BUFFER, buffer));
  }

  Window window() {
    return window;
  }

  Frames frames() {
    return frames;
  }

  MessageDigest fileDigest() {
    fileDigest.reset(); // a file before this one may have failed half-way
    return fileDigest;
  }

  MessageDigest pixelDigest() {
    return pixelDigest;
  }

  DecodedPixels decodedPixels() {
    return decodedPixels;
  }

  DataSet dataSet() {
    return dataSet;
  }

  LastPatient patient() {
    return patient;
  }

  byte[] scratch() {
    return scratch;
  }

  /** Of RFC 1951 without a wrapper; kept, since few files need one. */
  Inflater inflater() {
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    return inflater;
  }

  /** Over what was inflated. */
  Window inflated() {
    if (inflated == null) {
      inflated = new Window(Math.max(MIN_BUFFER, buffer));
    }
    return inflated;
  }
}
