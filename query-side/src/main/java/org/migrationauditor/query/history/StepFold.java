package org.migrationauditor.query.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.migration.StepUncertain;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** Folds the events of one step. What belongs to the last attempt is forgotten with the next. */
final class StepFold {
  private final PlannedStep step;
  private StepStatus status = StepStatus.PENDING;
  private int attempts;
  private int interruptions;
  private String summary = "";
  private String who = "";
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private long durationMillis;
  private @Nullable Integer exitCode;
  private @Nullable ContentDigest output;
  private List<Observation> observations = List.of();
  private String reason = "";
  private final List<String> people = new ArrayList<>();
  private @Nullable String attestedBy;
  private final List<String> approvedBy = new ArrayList<>();

  StepFold(PlannedStep step) {
    this.step = step;
  }

  void started(StepStarted event, Instant at, String startedBy) {
    status = StepStatus.STARTED;
    attempts = event.attempt();
    summary = event.summary();
    who = startedBy;
    startedAt = at;
    attestedBy = null;
    end(null, 0, null, null, List.of(), "");
  }

  void succeeded(StepSucceeded event, Instant at) {
    status = StepStatus.SUCCEEDED;
    end(at, event.durationMillis(), event.exitCode(), event.output(), event.observations(), "");
  }

  void failed(StepFailed event, Instant at) {
    status = StepStatus.FAILED;
    end(
        at,
        event.durationMillis(),
        event.exitCode(),
        event.output(),
        event.observations(),
        event.reason());
  }

  void uncertain(StepUncertain event) {
    status = StepStatus.UNCERTAIN;
    interruptions++;
    end(null, 0, null, null, List.of(), event.reason()); // nobody saw when it ended
  }

  void attested(StepAttested event, Instant at) {
    people.add(People.sentence(event, at));
    attestedBy = event.person();
  }

  void approved(StepApproved event, Instant at) {
    people.add(People.sentence(event, at));
    approvedBy.add(event.approver());
  }

  /** Something it rests on came after it. */
  void approvalsVoid() {
    approvedBy.clear();
  }

  /** Whether approvals of it rest on another step. */
  boolean restsOn(StepId other) {
    return step.provenBy().contains(other) || step.reportedBy().contains(other);
  }

  /** Whether it is still to be done and its approvals rest on reports. */
  boolean waitsForReports() {
    return !step.reportedBy().isEmpty() && status != StepStatus.SUCCEEDED;
  }

  void repeatAllowed(RepeatAllowed event, Instant at) {
    people.add(People.sentence(event, at));
    attestedBy = null;
    status = StepStatus.PENDING;
  }

  /** What a reading said is worth nothing, since something before it is done again. */
  void madeWorthless() {
    if (step.action().reading() && ended()) {
      status = StepStatus.PENDING;
    }
  }

  private boolean ended() {
    return switch (status) {
      case SUCCEEDED, FAILED, UNCERTAIN -> true;
      case PENDING, STARTED -> false;
    };
  }

  int attempts() {
    return attempts;
  }

  PlannedStep planned() {
    return step;
  }

  StepState state() {
    return new StepState(
        step,
        status,
        attempts,
        interruptions,
        summary,
        who,
        startedAt,
        endedAt,
        durationMillis,
        exitCode,
        output,
        observations,
        reason,
        people,
        attestedBy,
        approvedBy);
  }

  private void end(
      @Nullable Instant at,
      long millis,
      @Nullable Integer exit,
      @Nullable ContentDigest storedOutput,
      List<Observation> seen,
      String why) {
    endedAt = at;
    durationMillis = millis;
    exitCode = exit;
    output = storedOutput;
    observations = seen;
    reason = why;
  }
}
