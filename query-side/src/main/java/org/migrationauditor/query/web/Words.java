package org.migrationauditor.query.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;

/** How values are worded on the pages. Texts still need escaping as HTML, which templates do. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final String SIZES = "kMGTPE";

  private final ZoneId zone;

  Words(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * A text from a stranger, each character that could steer or hide what stands beside it shown as
   * an escape; line ends stay.
   */
  public static String visible(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                visible.append(String.format(Locale.ROOT, "\\u{%x}", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Local time with its offset; empty for none. */
  public String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(zone));
  }

  /** A duration a person can read, such as {@code 1 min 5 s}. */
  public String duration(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis < HOUR
        ? millis / MINUTE + " min " + millis % MINUTE / 1_000 + " s"
        : millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
  }

  public String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** All digits, and behind them what a person can grasp, such as {@code 5,000,000 (5.0 MB)}. */
  public String bytes(long bytes) {
    if (bytes < 1_000) {
      return count(bytes);
    }
    double size = bytes / 1_000.0;
    int unit = 0;
    while (size >= 999.95 && unit < SIZES.length() - 1) {
      size /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%,d (%.1f %sB)", bytes, size, SIZES.charAt(unit));
  }

  /** The verdict's name behind a sign of its own, so that no colour is needed. */
  public String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "✓ PASSED";
      case FAILED -> "✗ FAILED";
      case INDETERMINATE -> "? INDETERMINATE";
    };
  }

  /** Whether a person may rely on a report's file, in a sentence or two. */
  public String reliance(CheckedReport checked) {
    boolean open =
        checked.answers().stream().anyMatch(answer -> answer.verdict() != Verdict.PASSED);
    return switch (checked.verdict()) {
      case PASSED ->
          "The file is as it was signed, its pages say what its evidence says, and it is the one that"
              + " counts."
              + (open ? " What is marked ? below stays open, and nothing speaks against it." : "");
      case FAILED -> "Do not rely on this file. What is marked ✗ below says why.";
      case INDETERMINATE ->
          "Do not rely on this file before you have asked. What is marked ? below says why.";
    };
  }

  /** Where a step stands; of one that was started nobody here knows whether it still runs. */
  public String status(StepState step) {
    return switch (step.status()) {
      case PENDING -> step.step().approved() ? "· pending, needs an approval" : "· pending";
      case STARTED ->
          step.step().action().awaitsPerson()
              ? "▸ waits for " + person(step.step().actor())
              : "▸ started, no outcome yet";
      case SUCCEEDED -> "✓ succeeded";
      case FAILED -> "✗ failed";
      case UNCERTAIN -> "? uncertain";
    };
  }

  /** What a success leaves open: not all that was observed afterwards confirms it; else empty. */
  public String doubt(StepState step) {
    if (step.status() != StepStatus.SUCCEEDED) {
      return "";
    }
    if (step.observations().isEmpty()) {
      return "? nothing was observed";
    }
    long confirmed =
        step.observations().stream().filter(seen -> seen.verdict() == Verdict.PASSED).count();
    return confirmed == step.observations().size()
        ? ""
        : "? observed as it should be: " + confirmed + " of " + step.observations().size();
  }

  /** What must hold before a step may start; empty when nothing but the order of the plan. */
  public String gate(PlannedStep step) {
    List<String> gates = new ArrayList<>();
    if (!step.provenBy().isEmpty()) {
      gates.add("passed comparisons: " + joined(step.provenBy()));
    }
    if (!step.reportedBy().isEmpty()) {
      gates.add("reports of: " + joined(step.reportedBy()));
    }
    if (step.approved()) {
      gates.add("approval by someone else than the operators");
    }
    return String.join("; ", gates);
  }

  private static String joined(List<StepId> steps) {
    return steps.stream().map(StepId::value).collect(Collectors.joining(", "));
  }

  /** Who may act in which role. */
  public String roles(MigrationState state) {
    Roles roles = state.roles();
    List<String> named = new ArrayList<>();
    named.add(named("operators", roles.operators()));
    named.add(named("approvers", roles.approvers()));
    roles
        .owners()
        .forEach(
            (data, people) ->
                named.add(
                    named(
                        data.equals(Roles.ALL_DATA) ? "owners of any data" : "owners of " + data,
                        people)));
    return roles.equals(Roles.NONE)
        ? "no names were set: anyone may run it, and anyone who ran no step may approve and accept"
        : visible(String.join("; ", named));
  }

  private static String named(String role, List<String> people) {
    return role + ": " + (people.isEmpty() ? "no names were set" : String.join(", ", people));
  }

  private static String person(Actor actor) {
    return switch (actor) {
      case OPERATOR -> "the operator";
      case APPROVER -> "an approver";
      case OWNER -> "a data owner";
    };
  }

  /** What the verdict on a migration rests on. */
  public String because(MigrationState state) {
    long planned = ComparisonView.planned(state);
    long made = planned - ComparisonView.outstanding(state).size();
    if (planned == 0) {
      return "%s holds no comparison, so nothing is proven."
          .formatted(state.rollback() == null ? "The plan" : "The rollback");
    }
    String counted = made + " of " + planned + " planned comparisons made: ";
    return switch (state.verdict()) {
      case PASSED -> counted + "none found a difference that the runbook had not announced.";
      case FAILED -> counted + "at least one found a difference that nobody announced.";
      case INDETERMINATE ->
          made < planned
              ? counted + "what was not compared is not known to be whole."
              : counted + "not everything could be compared.";
    };
  }

  /** That a migration is on its way back or went back, and why; empty when it was not turned. */
  public String rollback(MigrationState state) {
    Rollback rollback = state.rollback();
    return rollback == null
        ? ""
        : "%s before step '%s', decided by %s at %s: %s"
            .formatted(
                state.completedAt() == null ? "It is being rolled back" : "It was rolled back",
                rollback.from(),
                visible(rollback.person()),
                time(rollback.at()),
                visible(rollback.reason()));
  }

  /** Where the host's clock was set; null when that could not be found out. */
  public List<String> clock(@Nullable List<ClockJump> jumps) {
    return jumps == null
        ? List.of(
            "Whether the clock was set is not known; ./auditor log verify says what is stored.")
        : jumps.stream().map(this::clock).toList();
  }

  private String clock(ClockJump jump) {
    return "%s by %s%s between event %d (%s) and event %d (%s)."
        .formatted(
            jump.millis() < 0
                ? "The clock was set back"
                : "The clock was set ahead, or the host slept,",
            jump.measured() ? "" : "at least ",
            duration(Math.abs(jump.millis())),
            jump.before(),
            time(jump.beforeAt()),
            jump.after(),
            time(jump.afterAt()));
  }

  /** How far a migration is, and which step it stands at. */
  public String progress(MigrationState state) {
    long done =
        state.course().stream().filter(step -> step.status() == StepStatus.SUCCEEDED).count();
    String counted = done + " of " + state.course().size() + " steps succeeded";
    return state.course().stream()
        .filter(step -> step.status() != StepStatus.SUCCEEDED)
        .findFirst()
        .map(
            step ->
                "%s; it stands at '%s', %s."
                    .formatted(counted, visible(step.step().title()), status(step).substring(2)))
        .orElse(counted + ".");
  }
}
