package org.migrationauditor.command.action;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;

/** What a step does, with every parameter filled in. All paths are absolute. */
public sealed interface Action {
  /** Folders that it renames, fills, gives away or deletes. */
  default List<Path> changed() {
    return switch (this) {
      case MoveTree move -> List.of(move.source(), move.target());
      case CopyTree copy -> List.of(copy.target());
      case RemoveTree removal -> List.of(removal.tree());
      case ChangeOwner change -> List.of(change.tree());
      case RunScript run -> List.of();
      case AwaitReboot reboot -> List.of();
      case TakeInventory take -> List.of();
      case CompareInventories compare -> List.of();
      case CheckHost look -> List.of();
      case Attest attest -> List.of();
      case IssueReports issue -> List.of();
    };
  }

  /**
   * Runs a program on a terminal of its own.
   *
   * @param argv program and arguments, never read by a shell
   * @param prompts the first that expects a prompt and may still answer it does
   * @param endsWithin how long it is waited for before a person is told; null for ever
   */
  record RunScript(List<String> argv, List<PromptRule> prompts, @Nullable Duration endsWithin)
      implements Action {
    public RunScript {
      argv = List.copyOf(argv);
      prompts = List.copyOf(prompts);
    }

    /** A program that is waited for, however long it takes. */
    public RunScript(List<String> argv, List<PromptRule> prompts) {
      this(argv, prompts, null);
    }
  }

  /** Renames a folder within its file system; the target must not exist. */
  record MoveTree(Path source, Path target) implements Action {}

  /** Copies a folder with all that belongs to it; the target's parent is made when absent. */
  record CopyTree(Path source, Path target) implements Action {}

  /** Deletes a folder with all it holds, never through a link or into another mount. */
  record RemoveTree(Path tree) implements Action {}

  /** Gives a folder and all below it to a user and group, as numbers. */
  record ChangeOwner(Path tree, int uid, int gid) implements Action {}

  /** Waits until the host was booted again. */
  record AwaitReboot(Path bootIdFile) implements Action {}

  /** Reads one view of an archive to the end. */
  record TakeInventory(InventoryName name, View view, Path root) implements Action {}

  /** Compares two inventories in both directions. */
  record CompareInventories(
      InventoryName before, InventoryName after, List<ExpectedChange> expected) implements Action {
    public CompareInventories {
      expected = List.copyOf(expected);
    }
  }

  /** Looks at the host; what it looks for stands in the step's checks. */
  record CheckHost() implements Action {}

  /** A person does something and says so. */
  record Attest() implements Action {}

  /** Issues one report per owner and one for the whole migration. */
  record IssueReports() implements Action {}
}
