package org.migrationauditor.signatures;

import org.migrationauditor.messages.ContentDigest;

/**
 * Public face of the key that signs a report.
 *
 * @param subject of the certificate (RFC 2253)
 * @param fingerprint SHA-256 over the DER form of the certificate
 * @param selfMade whether the key was made by this program, so it proves no identity
 */
public record Signer(String subject, ContentDigest fingerprint, boolean selfMade) {}
