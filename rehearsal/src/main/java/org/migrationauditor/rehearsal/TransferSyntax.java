package org.migrationauditor.rehearsal;

/** Transfer syntaxes the synthetic files are written in (PS3.5 Annex A). */
enum TransferSyntax {
  IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2"),
  EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1"),
  DEFLATED("1.2.840.10008.1.2.1.99"),
  EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2"),
  RLE_LOSSLESS("1.2.840.10008.1.2.5");

  private final String uid;

  TransferSyntax(String uid) {
    this.uid = uid;
  }

  String uid() {
    return uid;
  }

  boolean explicit() {
    return this != IMPLICIT_LITTLE_ENDIAN;
  }

  boolean bigEndian() {
    return this == EXPLICIT_BIG_ENDIAN;
  }
}
