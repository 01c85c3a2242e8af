package org.migrationauditor.command.runbook;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/**
 * Reads what is to be seen after a step: each item is a mapping of the check's name, and maybe of
 * what is at stake.
 */
final class CheckReader {
  private static final int LONGEST_PATTERN = 500;
  private static final String AT_STAKE = "atStake";

  private final Scope scope;
  private final Mistakes mistakes;

  CheckReader(Scope scope, Mistakes mistakes) {
    this.scope = scope;
    this.mistakes = mistakes;
  }

  /** A check; with a mistake noted, one that is never used. */
  Fill<Check> read(YamlNode node, String path) {
    List<YamlNode.Entry> named =
        node instanceof YamlNode.Mapping mapping
            ? mapping.entries().stream().filter(entry -> !entry.key().equals(AT_STAKE)).toList()
            : List.of();
    if (named.size() != 1) {
      mistakes.add(node.place(), path, "is not one check; write '- name: ...' with one name");
      return values -> new Check.Absent(Path.of("/nowhere"));
    }
    Fields fields = Fields.of(node, path, mistakes);
    String loss = fields.optionalText(AT_STAKE);
    Fill<Check> check = read(named.getFirst(), new TemplateFields(fields, scope, mistakes), path);
    return loss == null ? check : values -> new Check.AtStake(check.with(values), loss);
  }

  private Fill<Check> read(YamlNode.Entry entry, TemplateFields outer, String path) {
    return switch (entry.key()) {
      case "absent" -> onPath(outer, entry, Check.Absent::new);
      case "folderExists" -> onPath(outer, entry, Check.FolderExists::new);
      case "fileExists" -> onPath(outer, entry, Check.FileExists::new);
      case "notMounted" ->
          entry.value() instanceof YamlNode.Mapping
              ? HostChecks.notMounted(inner(entry, path))
              : onPath(outer, entry, Check.NotMounted::new);
      case "notInUse" ->
          entry.value() instanceof YamlNode.Mapping
              ? HostChecks.notInUse(inner(entry, path))
              : onPath(outer, entry, Check.NotInUse::new);
      case "notNested" -> onPath(outer, entry, Check.NotNested::new);
      case "sameFileSystem" -> sameFileSystem(inner(entry, path));
      case "freeSpace" -> freeSpace(inner(entry, path));
      case "noLinks" -> onPath(outer, entry, Check.NoLinks::new);
      case "noFiles" -> noFiles(inner(entry, path));
      case "ownedBy" -> ownedBy(inner(entry, path));
      case "setsVariables" -> setsVariables(inner(entry, path));
      case "leavesEmpty" -> HostChecks.leavesEmpty(inner(entry, path));
      case "assignsPath" -> HostChecks.assignsPath(inner(entry, path));
      case "platformVersion" -> HostChecks.platformVersion(inner(entry, path));
      case "dataFolder" -> HostChecks.dataFolder(inner(entry, path));
      case "oneOrApart" -> HostChecks.oneOrApart(inner(entry, path));
      case "refusesConnections" -> HostChecks.refusesConnections(inner(entry, path));
      case "runsIdle" -> HostChecks.runsIdle(inner(entry, path));
      case "pacsAgrees" -> pacsAgrees(inner(entry, path));
      case "clockSynchronised" -> onPath(outer, entry, Check.ClockSynchronised::new);
      case "prints" -> prints(inner(entry, path), Check.CommandPrints::new);
      case "printsNo" -> prints(inner(entry, path), Check.CommandPrintsNo::new);
      default -> {
        mistakes.add(
            entry.place(),
            YamlTree.join(path, entry.key()),
            "is no check; use one of absent, folderExists, fileExists, notMounted, notInUse,"
                + " notNested, sameFileSystem, freeSpace, noLinks, noFiles, ownedBy, setsVariables,"
                + " leavesEmpty, assignsPath, platformVersion, dataFolder, oneOrApart,"
                + " refusesConnections, runsIdle, pacsAgrees, clockSynchronised, prints, printsNo");
        yield values -> new Check.Absent(Path.of("/nowhere"));
      }
    };
  }

  private TemplateFields inner(YamlNode.Entry entry, String path) {
    Fields fields = Fields.of(entry.value(), YamlTree.join(path, entry.key()), mistakes);
    return new TemplateFields(fields, scope, mistakes);
  }

  private static Fill<Check> onPath(
      TemplateFields fields, YamlNode.Entry entry, Function<Path, Check> check) {
    Fill<Path> path = fields.path(entry.key());
    return values -> check.apply(path.with(values));
  }

  private static Fill<Check> sameFileSystem(TemplateFields fields) {
    Fill<Path> one = fields.path("one");
    Fill<Path> other = fields.path("other");
    fields.fields().refuseRest();
    return values -> new Check.SameFileSystem(one.with(values), other.with(values));
  }

  private static Fill<Check> freeSpace(TemplateFields fields) {
    Fill<Path> target = fields.path("target");
    Fill<List<Path>> sources = fields.paths("sources");
    fields.fields().refuseRest();
    return values -> new Check.FreeSpace(target.with(values), sources.with(values));
  }

  private static Fill<Check> noFiles(TemplateFields fields) {
    Fill<Path> tree = fields.path("tree");
    String glob = fields.fields().text("glob");
    refuseParameters(fields.fields(), "glob", glob);
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      fields.fields().mistake("glob", "is no glob; correct it");
    }
    fields.fields().refuseRest();
    return values -> new Check.NoFiles(tree.with(values), glob);
  }

  private static Fill<Check> ownedBy(TemplateFields fields) {
    Fill<Path> tree = fields.path("tree");
    Fill<TemplateFields.Owner> owner = fields.owner("owner");
    fields.fields().refuseRest();
    return values ->
        new Check.OwnedBy(tree.with(values), owner.with(values).uid(), owner.with(values).gid());
  }

  private static Fill<Check> setsVariables(TemplateFields fields) {
    Fill<Path> file = fields.path("file");
    List<String> variables = HostChecks.variables(fields.fields());
    fields.fields().refuseRest();
    return values -> new Check.SetsVariables(file.with(values), variables);
  }

  private static Fill<Check> pacsAgrees(TemplateFields fields) {
    Fill<Path> files = fields.path("files");
    Fill<ArchiveAddress> database = AddressReader.of("pacsdb", fields, "database");
    fields.fields().refuseRest();
    return values -> new Check.PacsAgrees(files.with(values), database.with(values));
  }

  /** Makes a check of a command. */
  private interface OfCommand {
    Check of(List<String> argv, String pattern);
  }

  private static Fill<Check> prints(TemplateFields fields, OfCommand check) {
    Fill<List<String>> argv = fields.command();
    String pattern = fields.fields().text("pattern");
    refuseParameters(fields.fields(), "pattern", pattern);
    if (pattern.length() > LONGEST_PATTERN) {
      fields
          .fields()
          .mistake(
              "pattern",
              "has %d characters; at most %d are read"
                  .formatted(pattern.length(), LONGEST_PATTERN));
    } else {
      compile(fields.fields(), pattern);
    }
    fields.fields().refuseRest();
    return values -> check.of(argv.with(values), pattern);
  }

  private static void compile(Fields fields, String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      fields.mistake(
          "pattern",
          "is no regular expression: %s; correct it".formatted(Shown.quoted(e.getDescription())));
    }
  }

  /** A value in a pattern would be read as a pattern. */
  private static void refuseParameters(Fields fields, String name, String text) {
    if (text.contains("${")) {
      fields.mistake(name, "names a parameter, whose value would be read as a pattern; drop it");
    }
  }
}
