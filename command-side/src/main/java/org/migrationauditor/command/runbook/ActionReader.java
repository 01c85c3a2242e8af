package org.migrationauditor.command.runbook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.StepId;

/** Reads what a step does: a mapping of one field, the action's name, or the name alone. */
final class ActionReader {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final View[] OF_FOLDERS = {
    View.DICOM_FILES, View.MINIO_FS, View.MINIO_XL, View.POSTGRES_FILES, View.FILES
  };

  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5}) (s|min|h)");

  private final Scope scope;
  private final Mistakes mistakes;

  ActionReader(Scope scope, Mistakes mistakes) {
    this.scope = scope;
    this.mistakes = mistakes;
  }

  /**
   * What was read.
   *
   * @param taken inventory that the action takes; null when it takes none
   * @param compared inventories that it compares; null when it compares none
   * @param earlier what it builds on; null when on nothing
   */
  record Draft(
      ActionKind kind,
      Fill<Action> action,
      @Nullable Taken taken,
      @Nullable Compared compared,
      @Nullable Earlier earlier) {
    Draft(ActionKind kind, Fill<Action> action) {
      this(kind, action, null, null, null);
    }

    Draft(ActionKind kind, Fill<Action> action, Earlier earlier) {
      this(kind, action, null, null, earlier);
    }
  }

  /**
   * What an action takes from earlier steps, and the fields it was read from.
   *
   * @param inventory of DICOM files, named by field {@code inventory}; null for none
   * @param step named by {@code field}; null for none
   * @param kind what that step must do
   */
  record Earlier(
      @Nullable InventoryName inventory,
      String field,
      @Nullable StepId step,
      ActionKind kind,
      Fields fields) {}

  /** An inventory, and the fields it was read from. */
  record Taken(InventoryName name, View view, Fields fields) {}

  /** Two inventories, the fields they were read from, and whether a study is announced. */
  record Compared(
      InventoryName before, InventoryName after, Fields fields, boolean announcesStudy) {}

  /** The action; null when there is none, which is then a mistake. */
  @Nullable Draft read(Fields step) {
    YamlNode node = step.node("do");
    if (node == null) {
      step.mistake("do", "is missing; say what the step does");
      return null;
    }
    if (node instanceof YamlNode.Text text) {
      return bare(step, text.value());
    }
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().size() != 1) {
      step.mistake("do", "is not one action; write one name with its fields");
      return null;
    }
    YamlNode.Entry entry = mapping.entries().getFirst();
    String path = YamlTree.join(step.path("do"), entry.key());
    Fields fields = Fields.of(entry.value(), path, mistakes);
    Draft draft = withFields(entry.key(), new TemplateFields(fields, scope, mistakes));
    if (draft == null) {
      mistakes.add(entry.place(), path, unknown(entry.key()));
    } else {
      fields.refuseRest();
    }
    return draft;
  }

  private static @Nullable Draft bare(Fields step, String name) {
    return switch (name) {
      case "checkHost" -> new Draft(ActionKind.CHECK_HOST, values -> new Action.CheckHost());
      case "attest" -> new Draft(ActionKind.ATTEST, values -> new Action.Attest());
      case "issueReports" ->
          new Draft(ActionKind.ISSUE_REPORTS, values -> new Action.IssueReports());
      default -> {
        step.mistake("do", unknown(name));
        yield null;
      }
    };
  }

  private static String unknown(String name) {
    return "%s is no action, or not with these fields; use one of runScript, moveTree, copyTree,"
            .formatted(Shown.quoted(name))
        + " removeTree, changeOwner, awaitReboot, takeInventory, compareInventories, triggerDag,"
        + " awaitDagRuns, editFile with fields, or checkHost, attest, issueReports without";
  }

  private @Nullable Draft withFields(String name, TemplateFields fields) {
    return switch (name) {
      case "runScript" -> runScript(fields);
      case "moveTree" -> fromTo(ActionKind.MOVE_TREE, fields, Action.MoveTree::new);
      case "copyTree" -> copyTree(fields);
      case "removeTree" -> {
        Fill<Path> tree = fields.path("tree");
        yield new Draft(ActionKind.REMOVE_TREE, values -> new Action.RemoveTree(tree.with(values)));
      }
      case "changeOwner" -> changeOwner(fields);
      case "awaitReboot" -> {
        Fill<Path> file = fields.path("bootIdFile");
        yield new Draft(
            ActionKind.AWAIT_REBOOT, values -> new Action.AwaitReboot(file.with(values)));
      }
      case "takeInventory" -> takeInventory(fields);
      case "compareInventories" -> compareInventories(fields);
      case "triggerDag" -> DagReader.trigger(fields);
      case "awaitDagRuns" -> DagReader.await(fields);
      case "editFile" -> editFile(fields);
      default -> null;
    };
  }

  private Draft runScript(TemplateFields fields) {
    Fill<List<String>> argv = fields.command();
    Fill<List<PromptRule>> prompts =
        Fill.all(fields.fields().items("prompts", new PromptReader(scope, mistakes)::read));
    Duration endsWithin = duration(fields.fields());
    return new Draft(
        ActionKind.RUN_SCRIPT,
        values -> new Action.RunScript(argv.with(values), prompts.with(values), endsWithin));
  }

  private static @Nullable Duration duration(Fields fields) {
    String text = fields.optionalText("endsWithin");
    if (text == null) {
      return null;
    }
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      fields.mistake(
          "endsWithin",
          "%s is no length of time; write one such as '90 s', '45 min' or '2 h'"
              .formatted(Shown.quoted(text)));
      return null;
    }
    long count = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /** Makes an action of two folders. */
  private interface OfTwo {
    Action of(Path source, Path target);
  }

  private static Draft fromTo(ActionKind kind, TemplateFields fields, OfTwo action) {
    Fill<Path> source = fields.path("source");
    Fill<Path> target = fields.path("target");
    return new Draft(kind, values -> action.of(source.with(values), target.with(values)));
  }

  private static Draft copyTree(TemplateFields fields) {
    Fill<Path> source = fields.path("source");
    Fill<Path> target = fields.path("target");
    long bytesPerSecond = bytesPerSecond(fields.fields());
    return new Draft(
        ActionKind.COPY_TREE,
        values -> new Action.CopyTree(source.with(values), target.with(values), bytesPerSecond));
  }

  private static long bytesPerSecond(Fields fields) {
    String text = fields.optionalText("bytesPerSecond");
    if (text == null) {
      return 0;
    }
    if (!text.matches("[1-9][0-9]{0,17}")) {
      fields.mistake(
          "bytesPerSecond",
          "%s is no number of bytes above 0; write digits alone".formatted(Shown.quoted(text)));
      return 0;
    }
    return Long.parseLong(text);
  }

  private static Draft changeOwner(TemplateFields fields) {
    Fill<Path> tree = fields.path("tree");
    Fill<TemplateFields.Owner> owner = fields.owner("owner");
    return new Draft(
        ActionKind.CHANGE_OWNER,
        values ->
            new Action.ChangeOwner(
                tree.with(values), owner.with(values).uid(), owner.with(values).gid()));
  }

  private Draft takeInventory(TemplateFields fields) {
    InventoryName name = name(fields.fields(), "name");
    if (fields.fields().has("address")) {
      return AddressReader.inventory(name, fields);
    }
    View view = Words.read(fields.fields(), "view", OF_FOLDERS, View.FILES);
    Fill<Path> root = fields.path("root");
    List<String> only = fields.fields().items("only", new ExpectedChangeReader(mistakes)::only);
    if (view != View.DICOM_FILES && only.stream().anyMatch(ExpectedChangeReader::study)) {
      fields.fields().mistake("only", "names a study, which a view of DICOM files alone has");
    }
    return new Draft(
        ActionKind.TAKE_INVENTORY,
        values ->
            new Action.TakeInventory(Objects.requireNonNull(name), view, root.with(values), only),
        name == null ? null : new Taken(name, view, fields.fields()),
        null,
        null);
  }

  private Draft compareInventories(TemplateFields fields) {
    InventoryName before = name(fields.fields(), "before");
    InventoryName after = name(fields.fields(), "after");
    List<ExpectedChangeReader.Announced> expected =
        new ArrayList<>(
            fields.fields().items("expected", new ExpectedChangeReader(mistakes)::read));
    boolean study = expected.stream().anyMatch(ExpectedChangeReader.Announced::study);
    return new Draft(
        ActionKind.COMPARE_INVENTORIES,
        values ->
            new Action.CompareInventories(
                Objects.requireNonNull(before),
                Objects.requireNonNull(after),
                expected.stream().map(ExpectedChangeReader.Announced::change).toList()),
        null,
        before == null || after == null
            ? null
            : new Compared(before, after, fields.fields(), study),
        null);
  }

  private static Draft editFile(TemplateFields fields) {
    Fill<Path> file = fields.path("file");
    String setting = word(fields.fields(), "setting");
    String from = word(fields.fields(), "from");
    String to = word(fields.fields(), "to");
    if (from.equals(to) && !to.isEmpty()) {
      fields.fields().mistake("to", "is the value of 'from'; name another");
    }
    String restores = fields.fields().optionalText("restores");
    StepId earlier =
        restores == null ? null : Words.id(fields.fields(), "restores", restores, StepId::new);
    return new Draft(
        ActionKind.EDIT_FILE,
        values -> new Action.EditFile(file.with(values), setting, from, to, earlier),
        new Earlier(null, "restores", earlier, ActionKind.EDIT_FILE, fields.fields()));
  }

  private static String word(Fields fields, String field) {
    String text = fields.text(field);
    if (!text.isEmpty() && !WORD.matcher(text).matches()) {
      fields.mistake(
          field,
          "%s is no plain word; use letters, digits and underscores".formatted(Shown.quoted(text)));
    }
    return text;
  }

  static @Nullable InventoryName name(Fields fields, String field) {
    return Words.id(fields, field, fields.text(field), InventoryName::new);
  }
}
