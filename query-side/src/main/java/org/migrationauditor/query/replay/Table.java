package org.migrationauditor.query.replay;

import java.util.List;
import java.util.Locale;

/** The tables of schema {@code read_model} that events fill, each after those it refers to. */
enum Table {
  MIGRATION(
      1,
      "migration_id, runbook, runbook_digest, unattended, host, tool, planned_at, last_sequence,"
          + " last_at, completed_at, preview, rollback_from, rollback_person, rollback_reason,"
          + " rollback_at"),
  PARAMETER(2, "migration_id, name, value"),
  STEP(
      2,
      "migration_id, step_id, position, title, guide_step, action, actor, idempotent, proven_by,"
          + " reported_by, approved, deviation, status, attempts, interruptions, summary, who,"
          + " started_at, ended_at, duration_millis, exit_code, output, reason, undoes,"
          + " attested_by, approved_by"),
  OBSERVATION(3, "migration_id, step_id, position, what, verdict, seen"),
  STATEMENT(2, "migration_id, sequence_number, step_id, sentence"),
  INVENTORY(
      2,
      "migration_id, name, sequence_number, view, root, manifest, patients, studies, series,"
          + " instances, buckets, objects, files, bytes, unreadable, malformed"),
  COMPARISON(
      2,
      "migration_id, step_id, sequence_number, before_name, after_name, verdict, compared,"
          + " manifest"),
  FINDING_COUNT(4, "migration_id, step_id, code, expected, findings"),
  WAIVER(
      2, "migration_id, sequence_number, step_id, at, findings, code, key, owner, person, reason"),
  REPORT(2, "migration_id, file_name, sequence_number, scope, verdict, digest, signer, self_made"),
  WITHDRAWN_REPORT(2, "migration_id, sequence_number, report_id, person, reason, at"),
  LOSS(2, "migration_id, sequence_number, loss, lost, person"),
  NAMED_PERSON(4, "migration_id, role, data, position, person"),
  RUNBOOK_CHANGE(
      2, "migration_id, sequence_number, replaced, replaced_digest, person, reason, changed_at"),
  TIMELINE(2, "migration_id, sequence_number, at, who, type, step_id, summary");

  private final int keys;
  private final String columns;
  private final int width;

  Table(int keys, String columns) {
    this.keys = keys;
    this.columns = columns;
    this.width = columns().size();
  }

  /** Its name without the schema. */
  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, in the order in which rows are given. */
  List<String> columns() {
    return List.of(columns.split(", ", -1));
  }

  /** Columns, count. */
  int width() {
    return width;
  }

  /** Columns of its primary key; the first is {@code migration_id}. */
  List<String> keys() {
    return columns().subList(0, keys);
  }
}
