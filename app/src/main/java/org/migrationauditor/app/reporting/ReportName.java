package org.migrationauditor.app.reporting;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Name of a report, usable in a file name. An owner comes out of the data and may be chosen by a
 * stranger, so two owners never share a name however alike they are.
 */
final class ReportName {
  private static final int MOST_READABLE = 60;
  private static final int DIGITS = 16; // of a digest in hex

  private ReportName() {}

  /**
   * The name.
   *
   * @param issue tells this issue of reports from earlier ones
   * @param owner null for the whole migration
   */
  static String of(MigrationId migration, String issue, @Nullable OwnerKey owner) {
    if (owner == null) {
      return "%s-%s-whole".formatted(migration, issue);
    }
    String scope = owner.value().replaceAll("[^A-Za-z0-9._-]", "_");
    String readable = scope.length() > MOST_READABLE ? scope.substring(0, MOST_READABLE) : scope;
    return "%s-%s-%s-%s".formatted(migration, issue, readable, digest(owner));
  }

  private static String digest(OwnerKey owner) {
    byte[] name = owner.value().getBytes(StandardCharsets.UTF_8);
    return ContentDigest.over(name).hex().substring(0, DIGITS);
  }
}
