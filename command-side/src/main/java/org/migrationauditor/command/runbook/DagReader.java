package org.migrationauditor.command.runbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.airflow.Airflow;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.StepId;

/** Reads the actions that are about runs of the platform's Airflow. */
final class DagReader {
  private static final Pattern MODALITY = Pattern.compile("[A-Z0-9_]{1,16}");

  private DagReader() {}

  static ActionReader.Draft trigger(TemplateFields fields) {
    Fill<String> airflow = fields.url("airflow");
    KaapanaRelease release = release(fields.fields());
    String dag = dag(fields.fields(), fields.fields().text("dag"), "dag");
    String children = fields.fields().optionalText("children");
    @Nullable String begins = children == null ? null : dag(fields.fields(), children, "children");
    InventoryName inventory = inventory(fields.fields());
    List<String> modalities = inventory == null ? List.of() : modalities(fields.fields());
    return new ActionReader.Draft(
        ActionKind.TRIGGER_DAG,
        values ->
            new Action.TriggerDag(
                airflow.with(values),
                release,
                dag,
                begins,
                inventory == null ? null : new Action.TriggerDag.SeriesOf(inventory, modalities)),
        new ActionReader.Earlier(
            inventory, "begunBy", null, ActionKind.TRIGGER_DAG, fields.fields()));
  }

  static ActionReader.Draft await(TemplateFields fields) {
    Fill<String> airflow = fields.url("airflow");
    KaapanaRelease release = release(fields.fields());
    StepId begunBy =
        Words.id(fields.fields(), "begunBy", fields.fields().text("begunBy"), StepId::new);
    InventoryName inventory = ActionReader.name(fields.fields(), "inventory");
    Fill<Action.AwaitDagRuns.Effect> effect = effect(fields, inventory);
    return new ActionReader.Draft(
        ActionKind.AWAIT_DAG_RUNS,
        values ->
            new Action.AwaitDagRuns(
                airflow.with(values),
                release,
                Objects.requireNonNull(begunBy),
                effect.with(values)),
        new ActionReader.Earlier(
            inventory, "begunBy", begunBy, ActionKind.TRIGGER_DAG, fields.fields()));
  }

  private static Fill<Action.AwaitDagRuns.Effect> effect(
      TemplateFields fields, @Nullable InventoryName inventory) {
    if (fields.fields().has("index")) {
      Fill<String> index = fields.url("index");
      return values ->
          new Action.AwaitDagRuns.Indexed(Objects.requireNonNull(inventory), index.with(values));
    }
    Fill<Path> bucket = fields.path("thumbnails");
    List<String> modalities = modalities(fields.fields());
    return values ->
        new Action.AwaitDagRuns.Depicted(
            Objects.requireNonNull(inventory), modalities, bucket.with(values));
  }

  private static @Nullable InventoryName inventory(Fields fields) {
    return fields.has("inventory") ? ActionReader.name(fields, "inventory") : null;
  }

  static KaapanaRelease release(Fields fields) {
    String number = fields.text("kaapana");
    return KaapanaRelease.of(number)
        .orElseGet(
            () -> {
              if (!number.isEmpty()) {
                fields.mistake(
                    "kaapana",
                    "%s is no release whose interface is known; use one of %s"
                        .formatted(
                            Shown.quoted(number),
                            Stream.of(KaapanaRelease.values())
                                .map(KaapanaRelease::number)
                                .collect(Collectors.joining(", "))));
              }
              return KaapanaRelease.V0_2_2;
            });
  }

  static String dag(Fields fields, String text, String field) {
    if (!text.isEmpty() && !Airflow.dagName(text)) {
      fields.mistake(field, "%s is no name of a DAG; correct it".formatted(Shown.quoted(text)));
    }
    return text;
  }

  private static List<String> modalities(Fields fields) {
    List<String> modalities = fields.texts("modalities");
    if (modalities.isEmpty() && !fields.has("modalities")) {
      fields.mistake("modalities", "is missing; name those of the series");
    }
    for (String modality : modalities) {
      if (!MODALITY.matcher(modality).matches()) {
        fields.mistake(
            "modalities", "%s is no modality; correct it".formatted(Shown.quoted(modality)));
      }
    }
    return modalities;
  }
}
