package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;

/** Reads runbook files; {@code docs/runbooks.md} describes them. */
public final class RunbookReader {
  private static final RunbookId NAMELESS = new RunbookId("nameless");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_STEPS = 500;

  private RunbookReader() {}

  /**
   * Reads one runbook. The bytes may come from a stranger.
   *
   * @param label name of the file for messages
   * @throws RunbookException with every mistake that was found, each with line, column and field
   */
  public static Runbook read(String label, byte[] yaml) {
    return read(label, yaml, true);
  }

  /**
   * Reads one runbook by which a migration was planned. It may be of before steps had to say how
   * they are undone.
   *
   * @param label name of the file for messages
   * @throws RunbookException as {@link #read} does
   */
  public static Runbook readKept(String label, byte[] yaml) {
    return read(label, yaml, false);
  }

  private static Runbook read(String label, byte[] yaml, boolean undoNeeded) {
    Mistakes mistakes = new Mistakes(Shown.plain(label));
    YamlNode root = YamlFile.parse(yaml, mistakes);
    if (root == null && mistakes.none()) {
      mistakes.add(
          Place.START, "", "the file is empty; write a runbook, docs/runbooks.md says how");
    }
    Runbook runbook =
        root == null ? null : runbook(root, ContentDigest.over(yaml), mistakes, undoNeeded);
    mistakes.refuse();
    return Objects.requireNonNull(runbook);
  }

  private static @Nullable Runbook runbook(
      YamlNode root, ContentDigest digest, Mistakes mistakes, boolean undoNeeded) {
    if (!(root instanceof YamlNode.Mapping)) {
      mistakes.add(root.place(), "", "is not a mapping; write fields as 'name: value'");
      return null;
    }
    Fields fields = Fields.of(root, "", mistakes);
    RunbookId id = Words.id(fields, "runbook", fields.text("runbook"), RunbookId::new);
    String title = fields.text("title");
    Guide guide = guide(fields, digest, mistakes);
    Scope scope = new Scope();
    List<Parameter> parameters =
        fields.items("parameters", new ParameterReader(scope, mistakes)::read);
    List<Loss> losses = fields.items("losses", (node, path) -> loss(node, path, mistakes));
    refuseTwice(losses, fields);
    List<StepReader.Draft> drafts =
        fields.items("steps", new StepReader(scope, mistakes, undoNeeded)::read);
    if (!fields.has("steps")) {
      fields.mistake("steps", "is missing; add it");
    }
    long size = drafts.size() + drafts.stream().mapToLong(draft -> draft.undo().size()).sum();
    if (size > MOST_STEPS) {
      fields.mistake(
          "steps",
          String.format(Locale.ROOT, "has %d steps; at most %d are read", size, MOST_STEPS));
    } else {
      StepOrder.check(drafts);
    }
    fields.refuseRest();
    return new Runbook(
        id == null ? NAMELESS : id,
        title,
        digest,
        guide,
        parameters,
        losses,
        drafts.stream().map(StepReader.Draft::step).toList());
  }

  private static Loss loss(YamlNode node, String path, Mistakes mistakes) {
    Fields fields = Fields.of(node, path, mistakes);
    StepId id = Words.id(fields, "id", fields.text("id"), StepId::new);
    Loss loss = new Loss(id == null ? "" : id.value(), fields.text("lost"), fields.text("because"));
    fields.refuseRest();
    return loss;
  }

  private static void refuseTwice(List<Loss> losses, Fields fields) {
    if (Loss.ids(losses).size() < losses.size()) {
      fields.mistake("losses", "names one id twice; give each its own");
    }
  }

  private static Guide guide(Fields fields, ContentDigest standIn, Mistakes mistakes) {
    YamlNode node = fields.node("guide");
    if (node == null) {
      fields.mistake("guide", "is missing; name the guide and its SHA-256");
      return new Guide("", standIn);
    }
    Fields guide = Fields.of(node, "guide", mistakes);
    String name = guide.text("name");
    String sha256 = guide.text("sha256");
    guide.refuseRest();
    if (!SHA_256.matcher(sha256).matches()) {
      if (!sha256.isEmpty()) {
        guide.mistake(
            "sha256",
            "%s is not a SHA-256 in lower-case hex; correct it".formatted(Shown.quoted(sha256)));
      }
      return new Guide(name, standIn);
    }
    return new Guide(name, new ContentDigest(sha256));
  }
}
