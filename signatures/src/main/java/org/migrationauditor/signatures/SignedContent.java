package org.migrationauditor.signatures;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.bouncycastle.cms.CMSProcessable;
import org.jspecify.annotations.Nullable;

/** The bytes that a signature covers, where they are: no copy of them is made. */
final class SignedContent implements CMSProcessable {
  private final byte[] pdf;
  private final SignedRange range;

  SignedContent(byte[] pdf, SignedRange range) {
    this.pdf = pdf;
    this.range = range;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    out.write(pdf, 0, range.open());
    out.write(pdf, range.close(), range.end() - range.close());
  }

  /** Has all of them digested. */
  void digestTo(MessageDigest digest) {
    digest.update(pdf, 0, range.open());
    digest.update(pdf, range.close(), range.end() - range.close());
  }

  /** Nobody asks for it where bytes can be written. */
  @Override
  public @Nullable Object getContent() {
    return null;
  }
}
