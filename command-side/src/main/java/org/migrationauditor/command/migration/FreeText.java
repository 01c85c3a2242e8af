package org.migrationauditor.command.migration;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.BeginRollback;
import org.migrationauditor.messages.migration.ChangeRunbook;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.NameRoles;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RecordComparison;
import org.migrationauditor.messages.migration.RecordInventory;
import org.migrationauditor.messages.migration.RecordOutcome;
import org.migrationauditor.messages.migration.RecordReports;
import org.migrationauditor.messages.migration.ReissueReports;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.WithdrawReport;
import org.migrationauditor.messages.person.PersonName;

/**
 * Refuses text that a history must not hold: nothing longer than a few sentences, where whole files
 * would fit, and no character that does not print. The text itself is never shown in the refusal.
 */
record FreeText(MigrationId migrationId, @Nullable StepId stepId) {
  static final int MAX_TEXT = 2_000;
  static final int MAX_NAME = 255;

  static void check(PlanMigration command) {
    FreeText text = new FreeText(command.migrationId(), null);
    command.parameters().forEach((name, value) -> text.name("parameter", name));
    command.parameters().forEach((name, value) -> text.text("parameter " + name, value));
    for (AcknowledgedLoss loss : command.losses()) {
      text.name("loss", loss.id());
      text.words("loss " + loss.id(), loss.lost());
      text.person("person", loss.person());
    }
    text.roles(command.roles());
    command.steps().forEach(text::step);
  }

  static void check(NameRoles command) {
    FreeText text = new FreeText(command.migrationId(), null);
    text.person("person", command.person());
    text.words("reason", command.reason());
    text.roles(command.roles());
  }

  static void check(PerformStep command) {
    new FreeText(command.migrationId(), command.stepId()).text("summary", command.summary());
  }

  static void check(RecordOutcome command) {
    new FreeText(command.migrationId(), command.stepId()).outcome(command.outcome());
  }

  static void check(RecordInventory command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    text.text("root", command.inventory().root());
    text.outcome(command.outcome());
  }

  static void check(RecordComparison command) {
    new FreeText(command.migrationId(), command.stepId()).outcome(command.outcome());
  }

  static void check(RecordReports command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    command.reports().forEach(text::report);
    text.outcome(command.outcome());
  }

  static void check(ReissueReports command) {
    FreeText text = new FreeText(command.migrationId(), null);
    text.person("person", command.person());
    text.words("reason", command.reason());
    command.reports().forEach(text::report);
  }

  static void check(WithdrawReport command) {
    FreeText text = new FreeText(command.migrationId(), null);
    text.person("person", command.person());
    text.words("reason", command.reason());
    text.words("report", command.reportId());
  }

  static void check(AttestStep command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    text.person("person", command.person());
    text.words("note", command.note());
    text.text("evidence file", command.evidenceFile());
  }

  static void check(ApproveStep command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    text.person("approver", command.approver());
    text.words("reason", command.reason());
  }

  static void check(WaiveFinding command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    text.person("person", command.waiver().person());
    text.words("reason", command.waiver().reason());
    text.text("key", command.waiver().key());
  }

  static void check(RepeatStep command) {
    FreeText text = new FreeText(command.migrationId(), command.stepId());
    text.person("operator", command.operator());
    text.words("reason", command.reason());
  }

  static void check(ChangeRunbook command) {
    FreeText text = new FreeText(command.migrationId(), null);
    text.person("person", command.person());
    text.words("reason", command.reason());
    command.steps().forEach(text::step);
  }

  static void check(BeginRollback command) {
    FreeText text = new FreeText(command.migrationId(), null);
    text.person("person", command.person());
    text.words("reason", command.reason());
    command.steps().forEach(text::step);
  }

  private void report(IssuedReport report) {
    words("scope", report.scope());
    words("file name", report.fileName());
    words("signer", report.signer());
  }

  private void step(PlannedStep step) {
    FreeText ofStep = new FreeText(migrationId, step.stepId());
    ofStep.words("title", step.title());
    ofStep.text("guideStep", step.guideStep());
    ofStep.text("deviation", step.deviation());
  }

  private void roles(Roles roles) {
    Stream.concat(Stream.of(roles.operators(), roles.approvers()), roles.owners().values().stream())
        .flatMap(List::stream)
        .forEach(person -> person("person", person));
    roles.owners().keySet().forEach(data -> name("owner", data.value()));
  }

  private void outcome(Outcome outcome) {
    text("reason", outcome.reason());
    outcome.observations().stream()
        .flatMap(seen -> Stream.of(seen.what(), seen.seen()))
        .forEach(seen -> text("observation", seen));
  }

  private void name(String field, String value) {
    words(field, value);
    if (value.codePointCount(0, value.length()) > MAX_NAME) {
      throw refused("%s has more than %d characters; shorten it".formatted(field, MAX_NAME));
    }
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
      throw refused(field + " holds invisible characters; leave them out");
    }
  }

  private void person(String field, String name) {
    name(field, name);
    if (new PersonName(name).erased()) {
      throw refused(field + " is the name of an erased person; say who it is");
    }
  }

  private void words(String field, String value) {
    if (value.isBlank()) {
      throw refused(field + " is empty; say it in a few words");
    }
    text(field, value);
  }

  private void text(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    int length = value.codePointCount(0, value.length());
    if (length > MAX_TEXT) {
      throw refused(field + " has " + length + " characters; shorten it to " + MAX_TEXT);
    }
    if (value.codePoints().anyMatch(FreeText::unprintable)) {
      throw refused(field + " holds control characters; leave them out");
    }
  }

  private static boolean unprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE // half of a pair, no character
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }

  private MigrationRejection refused(String what) {
    String sentence = what + ", nothing was recorded";
    return stepId == null
        ? MigrationRejection.of(Code.BAD_TEXT, migrationId, sentence)
        : MigrationRejection.of(Code.BAD_TEXT, migrationId, stepId, sentence);
  }
}
