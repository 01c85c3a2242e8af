package org.migrationauditor.reports.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.reports.check.Cos.Dict;
import org.migrationauditor.reports.check.Cos.Name;
import org.migrationauditor.reports.check.Cos.Stream;

/**
 * What a document keeps of certificates for a later check (ETSI EN 319 142-1, 5.4.2). No signature
 * may cover it, so each part must be what it is said to be and nothing else.
 */
final class ValidationData {
  private static final int LARGEST = 16 << 20;
  private static final Set<String> KEYS = Set.of("Type", "Certs", "CRLs", "OCSPs", "VRI");
  private static final Map<String, String> OF_ONE =
      Map.of("Cert", "Certs", "CRL", "CRLs", "OCSP", "OCSPs");
  private static final Set<String> BESIDE = Set.of("Type", "TU");

  private final Snapshot document;

  private ValidationData(Snapshot document) {
    this.document = document;
  }

  /** Whether a document keeps none, or nothing but such. */
  static boolean plain(Snapshot document) {
    Dict data = document.dict(document.catalog().get("DSS"));
    return new ValidationData(document).plain(data);
  }

  private boolean plain(Dict data) {
    return KEYS.containsAll(data.entries().keySet())
        && OF_ONE.values().stream().allMatch(kind -> all(data, kind, kind))
        && document.dict(data.get("VRI")).entries().values().stream()
            .map(document::dict)
            .allMatch(this::ofOneSignature);
  }

  private boolean ofOneSignature(Dict data) {
    return data.entries().keySet().stream()
        .allMatch(
            key ->
                BESIDE.contains(key)
                    || (OF_ONE.containsKey(key) && all(data, key, OF_ONE.getOrDefault(key, ""))));
  }

  private boolean all(Dict data, String key, String kind) {
    List<Cos> items = document.items(data.get(key));
    return (data.get(key) == null || document.resolved(data.get(key)) instanceof Cos.Items)
        && items.stream().map(document::resolved).allMatch(item -> is(kind, item));
  }

  private static boolean is(String kind, @Nullable Cos item) {
    if (!(item instanceof Stream stream)) {
      return false;
    }
    try {
      byte[] bytes = unpacked(stream);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] read =
          switch (kind) {
            case "Certs" ->
                factory.generateCertificate(new ByteArrayInputStream(bytes)).getEncoded();
            case "CRLs" ->
                ((X509CRL) factory.generateCRL(new ByteArrayInputStream(bytes))).getEncoded();
            default -> OCSPResponse.getInstance(bytes).getEncoded();
          };
      return Arrays.equals(read, bytes);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static byte[] unpacked(Stream stream) throws IOException {
    byte[] raw = new byte[stream.bytes().remaining()];
    stream.bytes().duplicate().get(raw);
    Cos filter = stream.head().get("Filter");
    if (filter == null) {
      return raw;
    }
    if (!filter.equals(new Name("FlateDecode"))) {
      throw new IOException("packed in another way");
    }
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(raw))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("too large");
      }
      return bytes;
    }
  }
}
