package org.migrationauditor.signatures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Items;
import org.migrationauditor.signatures.Cos.Name;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Stream;
import org.migrationauditor.signatures.Cos.Text;

/**
 * What a document keeps of certificates for a later check (ETSI EN 319 142-1, 5.4.2). No signature
 * may cover it, so each part must be what it is said to be and nothing else.
 */
final class ValidationData {
  private static final Set<String> LISTS = Set.of("Certs", "CRLs", "OCSPs");
  private static final Map<String, String> OF_ONE =
      Map.of("Cert", "Certs", "CRL", "CRLs", "OCSP", "OCSPs");
  private static final Set<String> STREAM_HAS = Set.of("Length", "Filter");

  private final Snapshot document;
  private final Budget budget;
  private final Set<Integer> parts = new HashSet<>();
  private final Set<Map.Entry<Cos, String>> known = new HashSet<>();
  private boolean plain = true;

  private ValidationData(Snapshot document, Budget budget) {
    this.document = document;
    this.budget = budget;
  }

  static ValidationData of(Snapshot document, Budget budget) {
    ValidationData data = new ValidationData(document, budget);
    Cos kept = document.catalog().get("DSS");
    if (kept != null) {
      data.look(kept);
    }
    return data;
  }

  /** Whether a document keeps none, or nothing but such. */
  boolean plain() {
    return plain;
  }

  /** Numbers of the objects it is made of, as far as each is of its kind. */
  Set<Integer> parts() {
    return parts;
  }

  private void look(Cos kept) {
    entries(kept)
        .forEach(
            (key, value) -> {
              if (LISTS.contains(key)) {
                list(value, key);
              } else if (key.equals("VRI")) {
                entries(value).values().forEach(this::ofOneSignature);
              } else {
                require(key.equals("Type") && new Name("DSS").equals(value));
              }
            });
  }

  private void ofOneSignature(Cos kept) {
    entries(kept)
        .forEach(
            (key, value) -> {
              String kind = OF_ONE.get(key);
              if (kind != null) {
                list(value, kind);
              } else {
                require(
                    key.equals("TU")
                        ? value instanceof Text
                        : key.equals("Type") && new Name("VRI").equals(value));
              }
            });
  }

  private Map<String, Cos> entries(Cos value) {
    Dict dict = part(value, Dict.class);
    return dict == null ? Map.of() : dict.entries();
  }

  private void list(Cos value, String kind) {
    Items items = part(value, Items.class);
    if (items != null) {
      items.items().stream()
          .filter(item -> known.add(Map.entry(item, kind)))
          .forEach(item -> require(is(kind, part(item, Stream.class))));
    }
  }

  private <T extends Cos> @Nullable T part(Cos value, Class<T> kind) {
    Cos found = document.resolved(value);
    if (!kind.isInstance(found)) {
      plain = false;
      return null;
    }
    if (value instanceof Ref ref) {
      parts.add(ref.number());
    }
    return kind.cast(found);
  }

  private void require(boolean holds) {
    plain &= holds;
  }

  private boolean is(String kind, @Nullable Stream stream) {
    if (stream == null || !STREAM_HAS.containsAll(stream.head().entries().keySet())) {
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
    } catch (OverBudgetException e) {
      throw e;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private byte[] unpacked(Stream stream) throws IOException {
    byte[] raw = new byte[stream.bytes().remaining()];
    stream.bytes().duplicate().get(raw);
    Cos filter = stream.head().get("Filter");
    if (filter == null) {
      budget.spend(raw.length);
      return raw;
    }
    if (!filter.equals(new Name("FlateDecode"))) {
      throw new IOException("packed in another way");
    }
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(raw))) {
      byte[] bytes = in.readNBytes(budget.left() + 1);
      budget.spend(bytes.length);
      return bytes;
    }
  }
}
