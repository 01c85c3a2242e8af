package org.migrationauditor.verifier.dicom;

/**
 * How a data set is written in a file (PS3.5 A).
 *
 * @param deflated whether it is deflated as a whole
 * @param encapsulated whether pixel data may come in fragments
 */
record TransferSyntax(Encoding encoding, boolean deflated, boolean encapsulated) {

  /** Any syntax not known here is one of compressed pixels, as PS3.5 A.4 asks of them. */
  static TransferSyntax of(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2",
          "1.2.840.113619.5.2" -> // private, of one vendor: only its pixels are big endian
          new TransferSyntax(Encoding.IMPLICIT_LITTLE_ENDIAN, false, false);
      case "1.2.840.10008.1.2.1" ->
          new TransferSyntax(Encoding.EXPLICIT_LITTLE_ENDIAN, false, false);
      case "1.2.840.10008.1.2.2" -> new TransferSyntax(Encoding.EXPLICIT_BIG_ENDIAN, false, false);
      case "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205" ->
          new TransferSyntax(Encoding.EXPLICIT_LITTLE_ENDIAN, true, false);
      default -> new TransferSyntax(Encoding.EXPLICIT_LITTLE_ENDIAN, false, true);
    };
  }

  /** Whether pixel data of a syntax are numbers one after the other (PS3.5 A.1 to A.3, A.5). */
  static boolean isNative(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2",
          "1.2.840.10008.1.2.1",
          "1.2.840.10008.1.2.2",
          "1.2.840.10008.1.2.1.99" ->
          true;
      default -> false;
    };
  }

  /** Whether RGB may be called YBR_RCT in a syntax (PS3.5 8.2.4, PS3.3 C.7.6.3.1.2). */
  static boolean transformsRgb(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> true;
      default -> false;
    };
  }

  /** What is read in this encoding when no syntax is named. */
  static TransferSyntax unnamed(Encoding encoding) {
    return new TransferSyntax(encoding, false, true);
  }
}
