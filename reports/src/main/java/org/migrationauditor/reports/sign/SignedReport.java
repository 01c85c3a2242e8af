package org.migrationauditor.reports.sign;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.signatures.Signer;

/** A report as it is handed out: the document with its signature. */
public final class SignedReport {
  private final byte[] pdf;
  private final Signer signer;

  SignedReport(byte[] pdf, Signer signer) {
    this.pdf = pdf;
    this.signer = signer;
  }

  /** The whole file; the caller's own copy. */
  public byte[] pdf() {
    return pdf.clone();
  }

  /** SHA-256 over the whole file. */
  public ContentDigest digest() {
    return ContentDigest.over(pdf);
  }

  public Signer signer() {
    return signer;
  }
}
