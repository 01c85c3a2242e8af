package org.migrationauditor.command.action;

import java.nio.file.Path;
import java.util.Locale;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.PathBytes;

/** One line of what an action will do, without secrets. */
final class Summary {
  private Summary() {}

  static String of(Action action) {
    return switch (action) {
      case Action.RunScript a -> script(a);
      case Action.MoveTree a -> "move %s to %s".formatted(shown(a.source()), shown(a.target()));
      case Action.CopyTree a -> copy(a);
      case Action.RemoveTree a -> "remove %s with all it holds".formatted(shown(a.tree()));
      case Action.ChangeOwner a ->
          String.format(Locale.ROOT, "give %s to %d:%d", shown(a.tree()), a.uid(), a.gid());
      case Action.AwaitReboot a -> "wait until this host was booted again";
      case Action.TakeInventory a ->
          "take inventory '%s' of %s as %s".formatted(a.name(), shown(a.root()), a.view());
      case Action.TakeInventoryAt a ->
          "take inventory '%s' of '%s' as %s"
              .formatted(a.name(), PathBytes.shown(a.address().toString()), a.view());
      case Action.CompareInventories a ->
          String.format(
              Locale.ROOT,
              "compare inventory '%s' with '%s', %d differences announced",
              a.before(),
              a.after(),
              a.expected().size());
      case Action.CheckHost a -> "look at the host";
      case Action.Attest a -> "wait for a person to do it and to say so";
      case Action.IssueReports a -> "issue the reports";
      case Action.TriggerDag a -> "begin a run of %s at %s".formatted(a.dag(), a.airflow());
      case Action.AwaitDagRuns a ->
          "wait until the run that step '%s' began has left what it was to leave"
              .formatted(a.begunBy());
      case Action.EditFile a ->
          "set %s in %s from %s to %s".formatted(a.setting(), shown(a.file()), a.from(), a.to());
    };
  }

  private static String copy(Action.CopyTree action) {
    String line = "copy %s to %s".formatted(shown(action.source()), shown(action.target()));
    return action.bytesPerSecond() == 0
        ? line
        : line + String.format(Locale.ROOT, ", at most %d bytes/s", action.bytesPerSecond());
  }

  private static String script(Action.RunScript action) {
    String line = PathBytes.shown(String.join(" ", Secrets.maskedArgv(action.argv())));
    return action.prompts().isEmpty()
        ? "run " + line
        : String.format(
            Locale.ROOT, "run %s, answering prompts by %d rules", line, action.prompts().size());
  }

  private static String shown(Path path) {
    return "'" + PathBytes.shown(path) + "'";
  }
}
