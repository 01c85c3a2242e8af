package org.migrationauditor.signatures;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;

/** The structure that stands in a PDF as hexadecimal digits, with zeros behind it. */
final class Der {
  private Der() {}

  /** The structure without its padding; empty unless it is spelled in the one way there is. */
  static byte[] of(String hex) throws IOException {
    boolean oneCase =
        hex.equals(hex.toLowerCase(Locale.ROOT)) || hex.equals(hex.toUpperCase(Locale.ROOT));
    if (!oneCase || hex.length() % 2 != 0) {
      return new byte[0];
    }
    byte[] padded = HexFormat.of().parseHex(hex);
    try (ASN1InputStream in = new ASN1InputStream(padded)) {
      ASN1Primitive structure = in.readObject();
      if (structure == null) {
        return new byte[0];
      }
      // sets keep their order, in which authorities differ
      byte[] der = structure.getEncoded(ASN1Encoding.DL);
      boolean same =
          der.length <= padded.length
              && Arrays.equals(der, Arrays.copyOf(padded, der.length))
              && zeros(padded, der.length);
      return same ? der : new byte[0];
    }
  }

  private static boolean zeros(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
