package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RunbookId;

/**
 * What a site wants otherwise, as its file says it.
 *
 * @param site its name
 * @param name of the runbook that comes out of it, {@code <runbook>.<site>}
 * @param runbook that comes with the program
 * @param replaced steps by the id of the one they replace
 * @param added steps by the id of the one they follow
 */
record SiteFile(
    String site,
    String name,
    String runbook,
    Map<String, YamlNode> replaced,
    Map<String, List<YamlNode>> added) {

  /** The file; null when a mistake was noted. */
  static @Nullable SiteFile read(YamlNode root, Mistakes mistakes) {
    if (!(root instanceof YamlNode.Mapping)) {
      mistakes.add(root.place(), "", "is not a mapping; write fields as 'name: value'");
      return null;
    }
    Fields fields = Fields.of(root, "", mistakes);
    String site = fields.text("site");
    String runbook = runbook(fields, mistakes);
    RunbookId id = Words.id(fields, "site", runbook + "." + site, RunbookId::new);
    Map<String, YamlNode> replaced = new LinkedHashMap<>();
    fields.items(
        "replace",
        (node, path) -> {
          if (replaced.put(SiteRunbook.text(node, "id"), node) != null) {
            mistakes.add(node.place(), path, "replaces a step that is replaced above; keep one");
          }
          return node;
        });
    Map<String, List<YamlNode>> added = new LinkedHashMap<>();
    fields.items("add", (node, path) -> added(node, path, added, mistakes));
    if (replaced.isEmpty() && added.isEmpty()) {
      fields.mistake("add", "is missing, and so is 'replace'; say what the site wants otherwise");
    }
    fields.refuseRest();
    return id == null ? null : new SiteFile(site, id.value(), runbook, replaced, added);
  }

  private static String runbook(Fields fields, Mistakes mistakes) {
    YamlNode node = fields.node("of");
    if (node == null) {
      fields.mistake("of", "is missing; name the runbook and its SHA-256");
      return "";
    }
    Fields of = Fields.of(node, "of", mistakes);
    String name = of.text("runbook");
    String sha256 = of.text("sha256");
    of.refuseRest();
    Optional<byte[]> bytes = Runbooks.bytes(name);
    if (bytes.isEmpty()) {
      of.mistake(
          "runbook",
          "%s is none that comes with the program; correct it".formatted(Shown.quoted(name)));
      return name;
    }
    String own = ContentDigest.over(bytes.get()).hex();
    if (!own.equals(sha256)) {
      of.mistake(
          "sha256",
          "is not that of the runbook in this version, %s; look at what changed in it, then write this one"
              .formatted(own));
    }
    return name;
  }

  private static YamlNode added(
      YamlNode node, String path, Map<String, List<YamlNode>> added, Mistakes mistakes) {
    Fields fields = Fields.of(node, path, mistakes);
    String after = fields.text("after");
    List<YamlNode> steps = new ArrayList<>(fields.items("steps", (step, field) -> step));
    if (steps.isEmpty() && !fields.has("steps")) {
      fields.mistake("steps", "is missing; add it");
    }
    fields.refuseRest();
    if (!steps.isEmpty()) {
      added.computeIfAbsent(after, id -> new ArrayList<>()).addAll(steps);
    }
    return node;
  }
}
