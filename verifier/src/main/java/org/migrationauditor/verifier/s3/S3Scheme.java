package org.migrationauditor.verifier.s3;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * Object stores with an S3 interface. The rest of an address is that interface's URL, with the name
 * of a bucket when only one is to be read, and with {@code ?content=no} when nothing is to be
 * downloaded. The key pair is in {@code AUDITOR_S3_ACCESS_KEY} and {@code AUDITOR_S3_SECRET_KEY}; a
 * temporary one has a token in {@code AUDITOR_S3_SESSION_TOKEN}.
 */
public final class S3Scheme implements ArchiveScheme {
  private static final String ACCESS_KEY = "AUDITOR_S3_ACCESS_KEY";
  private static final String SECRET_KEY = "AUDITOR_S3_SECRET_KEY";
  private static final String SESSION_TOKEN = "AUDITOR_S3_SESSION_TOKEN";

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public View view() {
    return View.S3;
  }

  @Override
  public String meaning() {
    return "all buckets, or one, of a server with an S3 interface";
  }

  @Override
  public String example() {
    return "s3:https://minio.example.org:9000/uploads";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    S3Address address = S3Address.of(rest);
    Secrets secrets = access.secrets();
    S3Client client =
        new S3Client(
            address.endpoint(),
            needed(secrets, ACCESS_KEY),
            needed(secrets, SECRET_KEY),
            secrets.get(SESSION_TOKEN));
    return new S3Source(address, client, access.key());
  }

  private static String needed(Secrets secrets, String name) {
    @Nullable String secret = secrets.get(name);
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "object store: the environment has no %s; nothing was read, set %s and %s"
              .formatted(name, ACCESS_KEY, SECRET_KEY));
    }
    return secret;
  }
}
