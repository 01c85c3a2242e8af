package org.migrationauditor.signatures;

import java.util.Map;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The digests that prove something. */
final class Sha2 {
  private static final Map<String, String> NAMES =
      Map.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          "SHA-256",
          NISTObjectIdentifiers.id_sha384.getId(),
          "SHA-384",
          NISTObjectIdentifiers.id_sha512.getId(),
          "SHA-512");

  private Sha2() {}

  static boolean is(String oid) {
    return NAMES.containsKey(oid);
  }

  /** Its name in Java; null if it is none of them. */
  static @Nullable String name(String oid) {
    return NAMES.get(oid);
  }
}
