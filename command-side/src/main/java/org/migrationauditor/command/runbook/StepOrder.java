package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.StepId;

/**
 * What must be true of steps together: names are unique, and nothing is used before it is there.
 */
final class StepOrder {
  private final List<StepReader.Draft> drafts;
  private final int from;
  private final Map<StepId, Integer> places = new HashMap<>();
  private final Map<InventoryName, Integer> takenAt = new HashMap<>();

  private StepOrder(List<StepReader.Draft> drafts, int from) {
    this.drafts = drafts;
    this.from = from;
  }

  /** Notes each mistake where it stands, in the steps and in those that take them back. */
  static void check(List<StepReader.Draft> steps) {
    List<StepReader.Draft> all = new ArrayList<>(steps);
    steps.forEach(step -> all.addAll(step.undo()));
    new StepOrder(all, 0).refuseTwins();
    new StepOrder(steps, 0).checkOrder();
    for (int index = 0; index < steps.size(); index++) {
      if (!steps.get(index).undo().isEmpty()) {
        List<StepReader.Draft> back = new ArrayList<>(steps.subList(0, index + 1));
        back.addAll(steps.get(index).undo());
        new StepOrder(back, index + 1).checkOrder();
      }
    }
  }

  private void refuseTwins() {
    for (int index = 0; index < drafts.size(); index++) {
      enter(index, drafts.get(index));
    }
  }

  /** Of the steps from {@code from} on; what undoes a step may rest on it and those before. */
  private void checkOrder() {
    for (int index = 0; index < drafts.size(); index++) {
      StepReader.Draft draft = drafts.get(index);
      places.putIfAbsent(draft.step().id(), index);
      if (draft.action().taken() != null) {
        takenAt.putIfAbsent(draft.action().taken().name(), index);
      }
    }
    for (int index = from; index < drafts.size(); index++) {
      StepReader.Draft draft = drafts.get(index);
      gates(index, "provenBy", draft.step().provenBy(), ActionKind.COMPARE_INVENTORIES);
      gates(index, "reportedBy", draft.step().reportedBy(), ActionKind.ISSUE_REPORTS);
      refuseEarlyReports(index, draft);
      ActionReader.Compared compared = draft.action().compared();
      if (compared != null) {
        comparison(index, compared);
      }
      ActionReader.Earlier earlier = draft.action().earlier();
      if (earlier != null) {
        buildsOn(index, earlier);
      }
    }
  }

  private void enter(int index, StepReader.Draft draft) {
    Integer first = places.putIfAbsent(draft.step().id(), index);
    if (first != null && draft.fields().has("id")) {
      draft
          .fields()
          .mistake(
              "id",
              "'%s' is the id of the step in line %s too; give each its own"
                  .formatted(draft.step().id(), line(first)));
    }
    ActionReader.Taken taken = draft.action().taken();
    Integer earlier = taken == null ? null : takenAt.putIfAbsent(taken.name(), index);
    if (taken != null && earlier != null && taken.fields().has("name")) {
      taken
          .fields()
          .mistake(
              "name",
              "inventory '%s' is taken in line %s too; give each its own name"
                  .formatted(taken.name(), line(earlier)));
    }
  }

  private void gates(int index, String field, List<StepId> gates, ActionKind kind) {
    Fields fields = drafts.get(index).fields();
    Set<StepId> seen = new TreeSet<>((one, other) -> one.value().compareTo(other.value()));
    for (StepId gate : gates) {
      Integer place = places.get(gate);
      if (!seen.add(gate)) {
        fields.mistake(field, "names '%s' twice; keep one".formatted(gate));
      } else if (place == null) {
        fields.mistake(field, "names '%s', which is no step; correct it".formatted(gate));
      } else if (place >= index) {
        fields.mistake(
            field,
            "names '%s' in line %s, which does not come before; a gate must"
                .formatted(gate, line(place)));
      } else if (drafts.get(place).step().action() != kind) {
        fields.mistake(
            field,
            "names '%s', whose action is %s; name one with %s"
                .formatted(gate, drafts.get(place).step().action(), kind));
      } else if (absentFrom(place, index)) {
        fields.mistake(field, conditional("step '%s'".formatted(gate), place));
      }
    }
  }

  /** A report that was issued before a comparison says nothing about it. */
  private void refuseEarlyReports(int index, StepReader.Draft draft) {
    for (StepId report : gates(index, draft.step().reportedBy(), ActionKind.ISSUE_REPORTS)) {
      for (StepId comparison :
          gates(index, draft.step().provenBy(), ActionKind.COMPARE_INVENTORIES)) {
        if (places.getOrDefault(report, 0) < places.getOrDefault(comparison, 0)) {
          draft
              .fields()
              .mistake(
                  "reportedBy",
                  "names '%s', which comes before the comparison '%s' and cannot report it; name a"
                          .formatted(report, comparison)
                      + " later one");
        }
      }
    }
  }

  /** Those gates of a step that are right by themselves. */
  private List<StepId> gates(int index, List<StepId> gates, ActionKind kind) {
    return gates.stream()
        .distinct()
        .filter(gate -> places.getOrDefault(gate, index) < index)
        .filter(gate -> drafts.get(places.getOrDefault(gate, 0)).step().action() == kind)
        .toList();
  }

  private void comparison(int index, ActionReader.Compared compared) {
    Fields fields = compared.fields();
    View before = view(index, fields, "before", compared.before());
    View after = view(index, fields, "after", compared.after());
    if (compared.before().equals(compared.after()) && fields.has("after")) {
      fields.mistake("after", "is the inventory of 'before'; name two");
    }
    if (before != null && after != null && !before.comparableWith(after)) {
      fields.mistake(
          "after",
          "is of view %s, 'before' of %s; compare two of one view, or two of object stores"
              .formatted(after, before));
    }
    if (compared.announcesStudy() && before != null && before != View.DICOM_FILES) {
      fields.mistake("expected", "announces a study in a view that knows none; write a key");
    }
  }

  private void buildsOn(int index, ActionReader.Earlier earlier) {
    if (earlier.step() != null) {
      gates(index, earlier.field(), List.of(earlier.step()), earlier.kind());
    }
    if (earlier.inventory() != null) {
      View view = view(index, earlier.fields(), "inventory", earlier.inventory());
      if (view != null && view != View.DICOM_FILES) {
        earlier
            .fields()
            .mistake("inventory", "is of view %s; name one of DICOM_FILES".formatted(view));
      }
    }
  }

  private @Nullable View view(int index, Fields fields, String field, InventoryName name) {
    if (!fields.has(field)) {
      return null;
    }
    Integer place = takenAt.get(name);
    if (place == null) {
      fields.mistake(
          field, "names inventory '%s', which no step takes; correct it".formatted(name));
      return null;
    }
    if (place >= index) {
      fields.mistake(
          field,
          "names inventory '%s', which is taken in line %s, not before; take it first"
              .formatted(name, line(place)));
      return null;
    }
    if (absentFrom(place, index)) {
      fields.mistake(field, conditional("inventory '%s'".formatted(name), place));
    }
    return Objects.requireNonNull(drafts.get(place).action().taken()).view();
  }

  /** Whether a plan could hold the later step without the earlier one. */
  private boolean absentFrom(int earlier, int later) {
    String condition = drafts.get(earlier).step().when();
    return condition != null
        && !condition.equals(drafts.get(later).step().when())
        && !condition.equals(undone(later));
  }

  /** Condition of the step that this one takes back; null when it takes none back. */
  private @Nullable String undone(int index) {
    return from > 0 && index >= from ? drafts.get(from - 1).step().when() : null;
  }

  private String conditional(String what, int place) {
    return "names %s, which a plan may lack, since it stands under 'when: %s'; name one that is"
            .formatted(what, drafts.get(place).step().when())
        + " always there, or put this step under the same condition";
  }

  private String line(int index) {
    return String.format(Locale.ROOT, "%d", drafts.get(index).fields().place().line());
  }
}
