package org.migrationauditor.app.reporting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.query.MigrationState;

/** What a report does not speak of. */
final class Scope {
  private Scope() {}

  static List<String> notCovered(MigrationState migration, @Nullable OwnerKey owner) {
    List<String> sentences = new ArrayList<>();
    if (owner != null) {
      sentences.add("Data of other owners: each has a report of their own.");
    }
    sentences.add(
        "The archive's database, its index and its network interfaces: this report compares files"
            + " and objects.");
    sentences.add(
        "Whether a file was meaningful before the migration: its structure was checked, its"
            + " medical content was not.");
    if (migration.losses().isEmpty()) {
      sentences.add(
          "What the guide does not migrate: user accounts, dashboards, tags and datasets, workflow"
              + " history, custom workflows and models, LDAP settings.");
    }
    for (AcknowledgedLoss loss : migration.losses()) {
      sentences.add(
          "Lost with the upgrade, as %s acknowledged before it: %s."
              .formatted(loss.person(), loss.lost()));
    }
    if (migration.unattended()) {
      sentences.add(
          "A real platform: this was a rehearsal on a synthetic host, and the program played the"
              + " people.");
    }
    return sentences;
  }
}
