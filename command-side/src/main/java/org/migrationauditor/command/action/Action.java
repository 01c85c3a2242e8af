package org.migrationauditor.command.action;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/** What a step does, with every parameter filled in. All paths are absolute. */
public sealed interface Action {
  /** Folders that it renames, fills, gives away or deletes, and files that it changes. */
  default List<Path> changed() {
    return switch (this) {
      case MoveTree move -> List.of(move.source(), move.target());
      case CopyTree copy -> List.of(copy.target());
      case RemoveTree removal -> List.of(removal.tree());
      case ChangeOwner change -> List.of(change.tree());
      case RunScript run -> List.of();
      case AwaitReboot reboot -> List.of();
      case TakeInventory take -> List.of();
      case TakeInventoryAt take -> List.of();
      case CompareInventories compare -> List.of();
      case CheckHost look -> List.of();
      case Attest attest -> List.of();
      case IssueReports issue -> List.of();
      case TriggerDag trigger -> List.of();
      case AwaitDagRuns await -> List.of();
      case EditFile edit -> List.of(edit.file());
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

  /**
   * Copies a folder with all that belongs to it; the target's parent is made when absent.
   *
   * @param bytesPerSecond most that is read of the source; 0 for no limit
   */
  record CopyTree(Path source, Path target, long bytesPerSecond) implements Action {
    /** A copy as fast as it can be. */
    public CopyTree(Path source, Path target) {
      this(source, target, 0);
    }
  }

  /** Deletes a folder with all it holds, never through a link or into another mount. */
  record RemoveTree(Path tree) implements Action {}

  /** Gives a folder and all below it to a user and group, as numbers. */
  record ChangeOwner(Path tree, int uid, int gid) implements Action {}

  /** Waits until the host was booted again. */
  record AwaitReboot(Path bootIdFile) implements Action {}

  /**
   * Reads one view of an archive to the end.
   *
   * @param only keys of what alone may be in it, as {@link ExpectedChange} has them; empty when
   *     anything may be
   */
  record TakeInventory(InventoryName name, View view, Path root, List<String> only)
      implements Action {
    public TakeInventory {
      only = List.copyOf(only);
    }

    /** An inventory of whatever there is. */
    public TakeInventory(InventoryName name, View view, Path root) {
      this(name, view, root, List.of());
    }
  }

  /**
   * Reads an archive that is no folder to the end.
   *
   * @param address of a database or a server; it holds no secret
   */
  record TakeInventoryAt(InventoryName name, View view, ArchiveAddress address) implements Action {}

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

  /**
   * Begins a run of a DAG of the platform's Airflow.
   *
   * @param airflow address that ends in {@code /flow}
   * @param children DAG of which the run begins runs of its own; null when it begins none
   * @param series what the run is given to work on; null when it asks for nothing
   */
  record TriggerDag(
      String airflow,
      KaapanaRelease release,
      String dag,
      @Nullable String children,
      @Nullable SeriesOf series)
      implements Action {

    /** Series in an inventory of DICOM files that are of these modalities. */
    public record SeriesOf(InventoryName inventory, List<String> modalities) {
      public SeriesOf {
        modalities = List.copyOf(modalities);
      }
    }
  }

  /**
   * Waits until a run that a step began has ended, and all it began in turn, and looks whether it
   * left what it was to leave.
   *
   * @param begunBy step that began it
   */
  record AwaitDagRuns(String airflow, KaapanaRelease release, StepId begunBy, Effect effect)
      implements Action {

    /** What a run must have left; a run that ended well proves nothing. */
    public sealed interface Effect {
      /** Inventory of DICOM files that tells what there must be. */
      InventoryName inventory();
    }

    /** A document of the metadata index for each series, and for no other. */
    public record Indexed(InventoryName inventory, String index) implements Effect {}

    /** A thumbnail below a folder, which is the bucket, for each series the run was given. */
    public record Depicted(InventoryName inventory, List<String> modalities, Path bucket)
        implements Effect {
      public Depicted {
        modalities = List.copyOf(modalities);
      }
    }
  }

  /**
   * Changes one setting in a text file of the platform.
   *
   * @param setting name, which exactly one line gives a value
   * @param restores step after whose attempt the file must be as it was before it; null when none
   */
  record EditFile(Path file, String setting, String from, String to, @Nullable StepId restores)
      implements Action {}
}
