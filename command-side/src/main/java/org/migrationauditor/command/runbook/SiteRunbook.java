package org.migrationauditor.command.runbook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * A runbook as a site has it: one that comes with the program, in which a file of the site replaces
 * steps and adds others; {@code docs/runbooks.md} describes it.
 *
 * @param runbook with the changes
 * @param bytes file of that runbook, as {@link RunbookReader} reads it; never changed
 * @param changes what the site's file changes, one line each
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SiteRunbook(Runbook runbook, byte[] bytes, List<String> changes) {
  private static final String STEPS = "steps";

  public SiteRunbook {
    changes = List.copyOf(changes);
  }

  /** Whether a file is one of a site, and no runbook; what is wrong with it is not looked at. */
  public static boolean isOne(byte[] yaml) {
    return YamlFile.parse(yaml, new Mistakes("")) instanceof YamlNode.Mapping mapping
        && entry(mapping, "site").isPresent();
  }

  /**
   * Reads a site's file and applies it. The bytes may come from a stranger.
   *
   * @param label name of the file for messages
   * @throws RunbookException with every mistake that was found
   */
  public static SiteRunbook read(String label, byte[] yaml) {
    Mistakes mistakes = new Mistakes(Shown.plain(label));
    YamlNode root = YamlFile.parse(yaml, mistakes);
    SiteFile site = root == null ? null : SiteFile.read(root, mistakes);
    mistakes.refuse();
    if (site == null) {
      throw new RunbookException(List.of("%s: is empty".formatted(Shown.plain(label))));
    }
    byte[] original = Runbooks.bytes(site.runbook()).orElseThrow();
    YamlNode.Mapping base =
        (YamlNode.Mapping) requireTree(YamlFile.parse(original, new Mistakes(site.runbook())));
    Map<String, YamlNode> replaced = new LinkedHashMap<>(site.replaced());
    Map<String, List<YamlNode>> added = new LinkedHashMap<>(site.added());
    List<String> changes = new ArrayList<>();
    List<YamlNode> steps = new ArrayList<>();
    for (YamlNode step : list(base)) {
      String id = text(step, "id");
      YamlNode own = replaced.remove(id);
      if (own != null) {
        changes.add("replaces '%s': %s".formatted(id, StepChange.of(step, own)));
      }
      steps.add(own == null ? step : own);
      for (YamlNode more : Optional.ofNullable(added.remove(id)).orElse(List.of())) {
        changes.add("adds '%s' after '%s'".formatted(Shown.plain(text(more, "id")), id));
        steps.add(more);
      }
    }
    replaced.forEach((id, step) -> unknown(mistakes, step, "replace", id));
    added.forEach((id, more) -> unknown(mistakes, more.getFirst(), "add", id));
    mistakes.refuse();
    byte[] merged = YamlWriter.write(merged(base, site, steps)).getBytes(StandardCharsets.UTF_8);
    Runbook runbook =
        RunbookReader.read("%s with %s".formatted(site.runbook(), Shown.plain(label)), merged);
    SiteRules.check(label, RunbookReader.read(site.runbook(), original), runbook);
    return new SiteRunbook(runbook, merged, changes);
  }

  private static void unknown(Mistakes mistakes, YamlNode node, String field, String id) {
    mistakes.add(
        node.place(),
        field,
        "names %s, which is no step of the runbook; correct it".formatted(Shown.quoted(id)));
  }

  private static YamlNode merged(YamlNode.Mapping base, SiteFile site, List<YamlNode> steps) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (YamlNode.Entry entry : base.entries()) {
      YamlNode value =
          switch (entry.key()) {
            case "runbook" -> word(entry, new RunbookId(site.name()).value());
            case "title" ->
                word(entry, "%s, as %s has it".formatted(text(base, "title"), site.site()));
            case STEPS -> new YamlNode.Sequence(entry.value().place(), steps);
            default -> entry.value();
          };
      entries.add(new YamlNode.Entry(entry.place(), entry.key(), value));
    }
    return new YamlNode.Mapping(base.place(), entries);
  }

  private static YamlNode word(YamlNode.Entry entry, String text) {
    return new YamlNode.Text(entry.value().place(), text, true);
  }

  private static List<YamlNode> list(YamlNode.Mapping root) {
    return entry(root, STEPS).orElse(null) instanceof YamlNode.Sequence steps
        ? steps.items()
        : List.of();
  }

  /** The text of a field; empty when there is none. */
  static String text(YamlNode node, String field) {
    return node instanceof YamlNode.Mapping mapping
            && entry(mapping, field).orElse(null) instanceof YamlNode.Text text
        ? text.value().strip()
        : "";
  }

  static Optional<YamlNode> entry(YamlNode.Mapping mapping, String field) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().equals(field))
        .map(YamlNode.Entry::value)
        .findFirst();
  }

  private static YamlNode requireTree(@Nullable YamlNode root) {
    if (root == null) {
      throw new IllegalStateException("a runbook that comes with the program cannot be read");
    }
    return root;
  }
}
