package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a step is taken back: why nothing is to be done, why nothing can be, or the steps that
 * do it.
 */
final class UndoReader {
  private static final List<String> FORBIDDEN =
      List.of("guideStep", "provenBy", "reportedBy", "approved", "undo");

  private final Scope scope;
  private final Mistakes mistakes;
  private final boolean needed;

  /**
   * A reader.
   *
   * @param needed whether a step that changes the host must have it
   */
  UndoReader(Scope scope, Mistakes mistakes, boolean needed) {
    this.scope = scope;
    this.mistakes = mistakes;
    this.needed = needed;
  }

  /** What was read, and the steps as they were read. */
  record Draft(Undo<RunbookStep> undo, List<StepReader.Draft> steps) {
    private static final Draft UNSAID = new Draft(Undo.unsaid(), List.of());
  }

  /**
   * Reads the field of a step.
   *
   * @param action of the step; null when it could not be read
   */
  Draft read(Fields fields, ActionReader.@Nullable Draft action) {
    if (!fields.has("undo")) {
      fields.node("undo"); // known here
      if (needed && action != null && action.kind().changesHost()) {
        fields.mistake(
            "undo",
            "is missing; the step changes the host, say how that is taken back, why it cannot be, or"
                + " why nothing is to be done");
      }
      return Draft.UNSAID;
    }
    return fields.isMapping("undo") ? said(fields) : steps(fields);
  }

  private Draft said(Fields fields) {
    YamlNode node = Objects.requireNonNull(fields.node("undo"));
    Fields undo = Fields.of(node, fields.path("undo"), mistakes);
    if (undo.has("nothing") == undo.has("impossible")) {
      undo.mistake("nothing", "and 'impossible': one of them must be there; write one");
    }
    String nothing = undo.optionalText("nothing");
    String impossible = undo.optionalText("impossible");
    undo.refuseRest();
    return new Draft(
        impossible == null
            ? new Undo<>(Undo.Way.NOTHING, nothing == null ? "" : nothing, List.of())
            : new Undo<>(Undo.Way.IMPOSSIBLE, impossible, List.of()),
        List.of());
  }

  private Draft steps(Fields fields) {
    List<StepReader.Draft> steps =
        fields.items("undo", new StepReader(scope, mistakes, false)::read);
    steps.forEach(UndoReader::check);
    return new Draft(
        new Undo<>(Undo.Way.STEPS, "", steps.stream().map(StepReader.Draft::step).toList()), steps);
  }

  private static void check(StepReader.Draft step) {
    for (String field : FORBIDDEN) {
      if (step.fields().has(field)) {
        step.fields().mistake(field, "has no place in a step that undoes another; drop it");
      }
    }
    if (step.action().kind().destructive()) {
      step.fields().mistake("do", "destroys data; what undoes a step must not, set it aside");
    }
  }
}
