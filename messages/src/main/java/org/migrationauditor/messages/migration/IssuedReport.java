package org.migrationauditor.messages.migration;

import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;

/**
 * A report that was signed and written.
 *
 * @param scope owner's key, or {@code whole migration}
 * @param fileName name in the reports folder
 * @param digest of the signed file
 * @param signer subject of the certificate that signed
 * @param selfMade whether the key was made by this program, so the signature proves no identity
 */
public record IssuedReport(
    String scope,
    Verdict verdict,
    String fileName,
    ContentDigest digest,
    String signer,
    boolean selfMade) {
  private static final String EXTENSION = ".pdf";

  /** Id that the report itself bears: its file name without {@code .pdf}. */
  public String reportId() {
    return fileName.endsWith(EXTENSION)
        ? fileName.substring(0, fileName.length() - EXTENSION.length())
        : fileName;
  }
}
