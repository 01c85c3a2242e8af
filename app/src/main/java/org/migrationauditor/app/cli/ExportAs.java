package org.migrationauditor.app.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.export.HistoryForm;
import org.migrationauditor.verifier.export.ExportFormat;

/** Forms that something can be exported in, as they are typed: {@code dicom-audit}. */
enum ExportAs {
  SHA256SUM(ExportFormat.SHA256SUM, null),
  CSV(ExportFormat.CSV, HistoryForm.CSV),
  JSONL(ExportFormat.JSONL, HistoryForm.JSONL),
  PARQUET(ExportFormat.PARQUET, null),
  DICOM_AUDIT(null, HistoryForm.DICOM_AUDIT),
  PROV(null, HistoryForm.PROV);

  private final @Nullable ExportFormat manifest;
  private final @Nullable HistoryForm history;

  ExportAs(@Nullable ExportFormat manifest, @Nullable HistoryForm history) {
    this.manifest = manifest;
    this.history = history;
  }

  /** For a manifest; null when it has no such form. */
  @Nullable ExportFormat manifest() {
    return manifest;
  }

  /** For a history; null when it has no such form. */
  @Nullable HistoryForm history() {
    return history;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
