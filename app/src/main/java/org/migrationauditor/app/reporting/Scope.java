package org.migrationauditor.app.reporting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.report.ReportLanguage;

/** What a report does not speak of. */
final class Scope {
  private Scope() {}

  static List<String> notCovered(
      MigrationState migration, @Nullable OwnerKey owner, ReportLanguage language) {
    List<String> sentences = new ArrayList<>();
    if (owner != null) {
      sentences.add(Sentence.NOT_OTHERS.in(language));
    }
    sentences.add(Sentence.NOT_OTHER_VIEWS.in(language));
    sentences.add(Sentence.NOT_CONTENT.in(language));
    if (migration.losses().isEmpty()) {
      sentences.add(Sentence.NOT_MIGRATED.in(language));
    }
    for (AcknowledgedLoss loss : migration.losses()) {
      sentences.add(Sentence.LOST.in(language, loss.person(), loss.lost()));
    }
    if (migration.unattended()) {
      sentences.add(Sentence.NOT_REAL.in(language));
    }
    return sentences;
  }
}
