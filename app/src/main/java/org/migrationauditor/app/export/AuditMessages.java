package org.migrationauditor.app.export;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.export.AuditMessage.Detail;
import org.migrationauditor.app.export.AuditMessage.Outcome;
import org.migrationauditor.app.export.AuditMessage.Participant;
import org.migrationauditor.app.export.AuditMessage.Subject;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.EventMetadata;

/**
 * Which events are told to an audit repository, and as which of the standard's messages (DICOM
 * PS3.15 A.5.3). A step is an application that is started and stops; what changes the platform, who
 * may do what, or lets a rule be passed is a security alert. Those about instances (Export, Import,
 * DICOM Instances Accessed) name a patient and are never made.
 */
final class AuditMessages {
  private static final String EXECUTE = "E";
  private static final String READ = "R";

  private AuditMessages() {}

  /** That the history itself is read, which comes before it. */
  static AuditMessage logUsed(String who, String host, Instant at, String log) {
    return new AuditMessage(
        AuditCode.AUDIT_LOG_USED,
        null,
        READ,
        at.toString(),
        Outcome.SUCCESS,
        List.of(new Participant(who, true, null, host)),
        host,
        new Subject(AuditCode.URI, log, "Security Audit Log", null));
  }

  /** Empty for an event that no message of the standard is for. */
  static Optional<AuditMessage> of(ToldEvent event) {
    return Optional.ofNullable(
        switch (event.name()) {
          case "StepStarted" -> step(event, AuditCode.APPLICATION_START, Outcome.SUCCESS);
          case "StepSucceeded" -> step(event, AuditCode.APPLICATION_STOP, Outcome.SUCCESS);
          case "StepFailed" -> step(event, AuditCode.APPLICATION_STOP, Outcome.SERIOUS_FAILURE);
          case "StepUncertain" -> step(event, AuditCode.APPLICATION_STOP, Outcome.MINOR_FAILURE);
          case "MigrationPlanned" -> changed(event, "an upgrade was planned", Outcome.SUCCESS);
          case "RunbookChanged" -> changed(event, "its runbook was changed", Outcome.SUCCESS);
          case "RollbackBegun" -> changed(event, "its rollback was begun", Outcome.MINOR_FAILURE);
          case "RollbackCompleted" -> changed(event, "it was rolled back", Outcome.MINOR_FAILURE);
          case "MigrationCompleted" ->
              changed(
                  event,
                  "it was completed, its data " + event.text("verdict"),
                  outcome(event.text("verdict")));
          case "InventoriesCompared" -> compared(event);
          case "RolesNamed" ->
              alert(
                  event,
                  AuditCode.SECURITY_ROLES_CHANGED,
                  Outcome.SUCCESS,
                  node(event, "it was said who may act in which role"));
          case "StepApproved" -> restricted(event, "step '%s' was approved");
          case "FindingWaived" -> restricted(event, "a finding of step '%s' was accepted");
          case "ReportWithdrawn" ->
              changed(
                  event,
                  "report '%s' was withdrawn".formatted(event.text("reportId")),
                  Outcome.MINOR_FAILURE);
          case "RepeatAllowed" -> restricted(event, "step '%s' was allowed once more");
          default -> null;
        });
  }

  private static AuditMessage step(ToldEvent event, AuditCode type, Outcome outcome) {
    String host = event.metadata(EventMetadata.HOST);
    String application =
        "%s/%s#%s"
            .formatted(event.stored().streamId(), event.text("stepId"), event.text("attempt"));
    return new AuditMessage(
        AuditCode.APPLICATION_ACTIVITY,
        type,
        EXECUTE,
        event.stored().timestamp(),
        outcome,
        List.of(
            new Participant(application, false, AuditCode.APPLICATION, host),
            new Participant(who(event), true, AuditCode.APPLICATION_LAUNCHER, host)),
        source(host),
        null);
  }

  private static AuditMessage changed(ToldEvent event, String what, Outcome outcome) {
    return alert(event, AuditCode.SOFTWARE_CONFIGURATION, outcome, node(event, what));
  }

  private static AuditMessage restricted(ToldEvent event, String what) {
    return alert(
        event,
        AuditCode.RESTRICTED_FUNCTION,
        Outcome.SUCCESS,
        node(event, what.formatted(event.text("stepId"))));
  }

  /** The findings are named by their digest (RFC 6920). */
  private static AuditMessage compared(ToldEvent event) {
    String verdict = event.text("comparison", "verdict");
    return alert(
        event,
        AuditCode.SOFTWARE_CONFIGURATION,
        outcome(verdict),
        new Subject(
            AuditCode.URI,
            named(event.text("comparison", "manifest")),
            "findings of step '%s'".formatted(event.text("stepId")),
            description(event, "data before and after were compared: " + verdict)));
  }

  private static AuditMessage alert(
      ToldEvent event, AuditCode type, Outcome outcome, @Nullable Subject subject) {
    String host = event.metadata(EventMetadata.HOST);
    return new AuditMessage(
        AuditCode.SECURITY_ALERT,
        type,
        EXECUTE,
        event.stored().timestamp(),
        outcome,
        List.of(new Participant(who(event), true, null, host)),
        source(host),
        subject);
  }

  private static Subject node(ToldEvent event, String what) {
    String host = source(event.metadata(EventMetadata.HOST));
    return new Subject(AuditCode.NODE_ID, host, host, description(event, what));
  }

  private static Detail description(ToldEvent event, String what) {
    return new Detail(
        "Alert Description",
        "migration '%s', event %s: %s"
            .formatted(event.stored().streamId(), Long.toString(event.stored().sequence()), what));
  }

  private static String who(ToldEvent event) {
    String who = event.metadata(EventMetadata.WHO);
    return who.isEmpty() ? "unknown" : who;
  }

  private static String source(String host) {
    return host.isEmpty() ? "unknown" : host;
  }

  /** What is neither of the two others is not known to be well. */
  private static Outcome outcome(String verdict) {
    if (verdict.equals(Verdict.PASSED.name())) {
      return Outcome.SUCCESS;
    }
    return verdict.equals(Verdict.FAILED.name()) ? Outcome.SERIOUS_FAILURE : Outcome.MINOR_FAILURE;
  }

  private static String named(String digest) {
    try {
      return "ni:///sha-256;"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(digest));
    } catch (IllegalArgumentException e) {
      return "ni:///sha-256;";
    }
  }
}
