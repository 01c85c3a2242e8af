package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.StepId;

/** Reads one step by itself; what concerns several is {@link StepOrder}'s. */
final class StepReader {
  private static final Pattern GUIDE_STEP = Pattern.compile("[1-9][0-9]*(\\.[1-9][0-9]*)*");
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_TITLE = 80;
  private static final ActionReader.Draft NOTHING =
      new ActionReader.Draft(ActionKind.CHECK_HOST, values -> new Action.CheckHost());

  private final Scope scope;
  private final Mistakes mistakes;
  private final boolean undoNeeded;

  /**
   * A reader.
   *
   * @param undoNeeded whether a step that changes the host must say how that is undone
   */
  StepReader(Scope scope, Mistakes mistakes, boolean undoNeeded) {
    this.scope = scope;
    this.mistakes = mistakes;
    this.undoNeeded = undoNeeded;
  }

  /**
   * A step, the action as it was read, and the fields it was read from.
   *
   * @param undo the steps that take it back
   */
  record Draft(RunbookStep step, ActionReader.Draft action, Fields fields, List<Draft> undo) {}

  Draft read(YamlNode node, String path) {
    Fields fields = Fields.of(node, path, mistakes);
    StepId id = Words.id(fields, "id", fields.text("id"), StepId::new);
    String title = title(fields);
    String guideStep = guideStep(fields);
    String when = when(fields);
    Actor actor = actor(fields);
    YamlNode action = fields.has("do") ? node(node, "do") : null;
    ActionReader.Draft draft = new ActionReader(scope, mistakes).read(fields);
    boolean once = draft != null && draft.kind() == ActionKind.TRIGGER_DAG;
    boolean idempotent = fields.flag("idempotent", !once);
    if (once && idempotent) {
      fields.mistake("idempotent", "is true, and a run is begun once; leave it out");
    }
    List<StepId> provenBy = ids(fields, "provenBy");
    List<StepId> reportedBy = ids(fields, "reportedBy");
    boolean approved = fields.flag("approved", false);
    String deviation = fields.optionalText("deviation");
    String instructions = fields.optionalText("instructions");
    String atStake = fields.optionalText("atStake");
    YamlNode observe = fields.has("observe") ? node(node, "observe") : null;
    List<Fill<Check>> checks = fields.items("observe", new CheckReader(scope, mistakes)::read);
    UndoReader.Draft undo = new UndoReader(scope, mistakes, undoNeeded).read(fields, draft);
    fields.refuseRest();
    if (draft != null) {
      checkKind(fields, draft.kind(), checks.isEmpty());
      checkGates(fields, draft.kind(), approved);
    }
    ActionReader.Draft read = draft == null ? NOTHING : draft;
    RunbookStep step =
        new RunbookStep(
            id == null ? unnamed(fields.place()) : id,
            title,
            guideStep,
            read.kind(),
            Summary.ofAction(action),
            actor,
            idempotent,
            provenBy,
            reportedBy,
            approved,
            deviation,
            instructions == null ? "" : instructions,
            atStake == null ? "" : atStake,
            Summary.ofChecks(observe),
            when,
            undo.undo(),
            new RunbookStep.Filling(read.action(), Fill.all(checks)));
    return new Draft(step, read, fields, undo.steps());
  }

  private static @Nullable YamlNode node(YamlNode step, String name) {
    return step instanceof YamlNode.Mapping mapping
        ? mapping.entries().stream()
            .filter(entry -> entry.key().equals(name))
            .map(YamlNode.Entry::value)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** Stands in for an id that has a mistake, so that it is taken for no other's. */
  private static StepId unnamed(Place place) {
    return new StepId(String.format(Locale.ROOT, "unnamed.%d.%d", place.line(), place.column()));
  }

  private static List<StepId> ids(Fields fields, String name) {
    List<StepId> ids = new ArrayList<>();
    for (String text : fields.texts(name)) {
      StepId id = Words.id(fields, name, text, StepId::new);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static String title(Fields fields) {
    String title = fields.text("title");
    if (title.length() > LONGEST_TITLE || title.contains("\n")) {
      fields.mistake(
          "title",
          String.format(
              Locale.ROOT,
              "has %d characters or more than one line; write at most %d in one",
              title.length(),
              LONGEST_TITLE));
    }
    return title;
  }

  private static @Nullable String guideStep(Fields fields) {
    String number = fields.optionalText("guideStep");
    if (number != null
        && (number.length() > LONGEST_NUMBER || !GUIDE_STEP.matcher(number).matches())) {
      fields.mistake(
          "guideStep",
          "%s is no number of a step; write it as in 11.4".formatted(Shown.quoted(number)));
    }
    return number;
  }

  private @Nullable String when(Fields fields) {
    String when = fields.optionalText("when");
    if (when != null) {
      ParameterReader.checkCondition(fields, "when", when, scope);
    }
    return when;
  }

  private static Actor actor(Fields fields) {
    String actor = fields.optionalText("actor");
    return actor == null
        ? Actor.OPERATOR
        : Words.constant(fields, "actor", actor, Actor.values(), Actor.OPERATOR);
  }

  private static void checkKind(Fields fields, ActionKind kind, boolean unobserved) {
    if (kind == ActionKind.RUN_SCRIPT && unobserved && !fields.has("observe")) {
      fields.mistake(
          "observe", "is missing; an exit status proves nothing, say what must be seen afterwards");
    }
    if (kind == ActionKind.RUN_SCRIPT && !fields.has("idempotent")) {
      fields.mistake("idempotent", "is missing; say whether the script may simply be repeated");
    }
    if (kind == ActionKind.CHECK_HOST && unobserved && !fields.has("observe")) {
      fields.mistake("observe", "is missing; say what to look for");
    }
    if (kind.awaitsPerson() && !fields.has("instructions")) {
      fields.mistake("instructions", "is missing; a person must act, say what to do");
    }
  }

  private static void checkGates(Fields fields, ActionKind kind, boolean approved) {
    if (!kind.destructive()) {
      return;
    }
    for (String gate : List.of("provenBy", "reportedBy")) {
      if (!fields.has(gate)) {
        fields.mistake(gate, "is missing; the step destroys data, name what must come before it");
      }
    }
    if (!approved) {
      fields.mistake("approved", "is not true; the step destroys data, somebody must approve it");
    }
  }
}
