package org.migrationauditor.command.run;

import org.migrationauditor.command.runbook.Step;

/** Why a run stopped. */
public sealed interface RunEnd {

  /** No step is left. */
  record Completed() implements RunEnd {}

  /** A step ended without the effect it is for; the sentence says what was seen. */
  record Failed(Step step, String sentence) implements RunEnd {}

  /** Nobody knows how a step ended, and it may not simply be repeated. */
  record Uncertain(Step step, String sentence) implements RunEnd {}

  /** A person must act on the step that was started. */
  record WaitingForPerson(Step step, String sentence) implements RunEnd {}

  /** Someone other than the operators must approve the step first. */
  record WaitingForApproval(Step step, String sentence) implements RunEnd {}

  /** A rule forbids the step as things stand; it was not started. */
  record Refused(Step step, String sentence) implements RunEnd {}
}
