package org.migrationauditor.reports.check;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.migrationauditor.messages.ContentDigest;

/**
 * What a reader knows of the signers over another channel.
 *
 * @param fingerprints of certificates; who issued the report must have one of them; empty to leave
 *     identity unproven
 * @param trusted certificates to which those of the signers must lead; empty to leave that open
 */
public record Expected(Set<ContentDigest> fingerprints, List<X509Certificate> trusted) {
  /** Nothing is known. */
  public static final Expected NOTHING = new Expected(Set.of(), List.of());

  public Expected {
    fingerprints = Set.copyOf(fingerprints);
    trusted = List.copyOf(trusted);
  }
}
