package org.migrationauditor.verifier.dicom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Secret of one installation that turns a patient's identity into a pseudonym, so that patients can
 * be counted and told apart without being named.
 */
public final class PseudonymKey {
  private static final int BYTES = 32;
  private static final int SHOWN = 16; // bytes of an HMAC that make a pseudonym

  private final SecretKeySpec key;

  /**
   * A key of 32 bytes.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public PseudonymKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "a pseudonym key has %d bytes, this one %d".formatted(BYTES, secret.length));
    }
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * Pseudonym of a patient.
   *
   * @param issuerOfPatientId empty when there is none
   * @return null without a PatientID
   */
  public @Nullable String patient(String patientId, String issuerOfPatientId) {
    return patientId.isEmpty() ? null : pseudonym(patientId + '\0' + issuerOfPatientId);
  }

  /** HMAC-SHA-256 of the identity, its first 16 bytes in hex. */
  public String pseudonym(String identity) {
    return HexFormat.of().formatHex(hmac(identity), 0, SHOWN);
  }

  /** What stands in place of a part of a path that names a patient. */
  public String ofPart(String part) {
    return "pseudonym-" + pseudonym("part of a key\0" + part).substring(0, SHOWN);
  }

  /** Key of its own for {@link Elements}: of an HMAC the half that no pseudonym shows. */
  byte[] elementKey() {
    return Arrays.copyOfRange(hmac("element digests"), SHOWN, SHOWN + SipHash.KEY_BYTES);
  }

  /**
   * What only an owner is told, so that nobody else guesses theirs from a hash: of an HMAC the half
   * that no pseudonym shows.
   */
  public String ownerKey(String owner) {
    return HexFormat.of().formatHex(hmac("owner " + owner), SHOWN, 2 * SHOWN);
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
