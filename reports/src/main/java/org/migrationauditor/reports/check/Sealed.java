package org.migrationauditor.reports.check;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.reports.Signer;

/**
 * A signature or a document time stamp that fits its bytes.
 *
 * @param signer whose it is
 * @param certificates of the signer and those above, as far as the structure holds them
 * @param stampedAt the earliest time that an authority vouches for; null if none does
 */
record Sealed(
    Signer signer, List<X509CertificateHolder> certificates, @Nullable Instant stampedAt) {
  Sealed {
    certificates = List.copyOf(certificates);
  }
}
