package org.migrationauditor.command.action;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/**
 * A question about the host, with every parameter filled in. All paths are absolute. What could not
 * be looked at is INDETERMINATE, never a yes.
 */
public sealed interface Check {
  /** Where this machine shows its processes and their mounts. */
  Path PROC = Path.of("/proc");

  /** The question itself, without what is at stake. */
  default Check bare() {
    return this;
  }

  /**
   * A question together with what would be lost if its answer were no.
   *
   * @param loss in words, as a runbook has them
   */
  record AtStake(Check check, String loss) implements Check {
    @Override
    public Check bare() {
      return check;
    }
  }

  /** The path is not there, not even as a dangling link. */
  record Absent(Path path) implements Check {}

  /** The path is a folder and no symbolic link. */
  record FolderExists(Path path) implements Check {}

  /** The path is a regular file and no symbolic link. */
  record FileExists(Path path) implements Check {}

  /**
   * Nothing is mounted on the folder or anywhere below it.
   *
   * @param processes folder whose {@code self/mountinfo} tells the mounts, as proc(5) has it
   */
  record NotMounted(Path tree, Path processes) implements Check {
    /** The same of this machine's own mounts. */
    public NotMounted(Path tree) {
      this(tree, PROC);
    }
  }

  /**
   * No process has a file below the folder open, or works in it.
   *
   * @param processes folder with a numbered folder for each process, as proc(5) has them
   */
  record NotInUse(Path tree, Path processes) implements Check {
    /** The same of this machine's own processes. */
    public NotInUse(Path tree) {
      this(tree, PROC);
    }
  }

  /** Both paths, or their nearest parents that exist, are on one file system. */
  record SameFileSystem(Path one, Path other) implements Check {}

  /** The file system of the target has room for a second copy of the sources, all together. */
  record FreeSpace(Path target, List<Path> sources) implements Check {
    public FreeSpace {
      sources = List.copyOf(sources);
    }
  }

  /** The folder holds no entry with its own name, as a copy into itself would leave. */
  record NotNested(Path tree) implements Check {}

  /** Nothing below the folder is a symbolic link; a missing folder holds none. */
  record NoLinks(Path tree) implements Check {}

  /** No file below the folder has a name that the glob matches; a missing folder holds none. */
  record NoFiles(Path tree, String glob) implements Check {}

  /** Everything below the folder, and the folder, belongs to the user and group. */
  record OwnedBy(Path tree, int uid, int gid) implements Check {}

  /** The shell script assigns each variable a value that is not empty; values are never shown. */
  record SetsVariables(Path file, List<String> variables) implements Check {
    public SetsVariables {
      variables = List.copyOf(variables);
    }
  }

  /** The command ends with exit status 0 and at least one line matches the pattern. */
  record CommandPrints(List<String> argv, String pattern) implements Check {
    public CommandPrints {
      argv = List.copyOf(argv);
    }
  }

  /** The command ends with exit status 0 and no line matches the pattern. */
  record CommandPrintsNo(List<String> argv, String pattern) implements Check {
    public CommandPrintsNo {
      argv = List.copyOf(argv);
    }
  }

  /**
   * Everything that tells which platform this is tells one version: chart files, Helm releases, the
   * deploy script.
   *
   * @param version one release, or all of a line, such as {@code 0.4.x}
   * @param charts folder that may hold chart files; null when it is not looked into
   * @param script deploy script; null when it is not looked into
   * @param argv lists Helm releases, one of which must be the platform's; empty when not asked
   */
  record PlatformVersion(
      String version, @Nullable Path charts, @Nullable Path script, List<String> argv)
      implements Check {
    public PlatformVersion {
      argv = List.copyOf(argv);
    }
  }

  /**
   * The folder is one that can be renamed and written: no link leads to it, nothing is mounted on
   * it or below, its file system can be written.
   *
   * @param neededBy id of the step that would break otherwise
   * @param processes as of {@link NotMounted}
   */
  record DataFolder(Path folder, String neededBy, Path processes) implements Check {
    /** The same with this machine's own mounts. */
    public DataFolder(Path folder, String neededBy) {
      this(folder, neededBy, PROC);
    }
  }

  /** Two equal paths, or two folders of which neither is the other or in it by another name. */
  record OneOrApart(Path one, Path other) implements Check {}

  /** The shell script assigns the path to the variable, by its text. */
  record AssignsPath(Path file, String variable, Path value) implements Check {}

  /** The shell script assigns none of the variables a value; values are never shown. */
  record LeavesEmpty(Path file, List<String> variables) implements Check {
    public LeavesEmpty {
      variables = List.copyOf(variables);
    }
  }

  /** A connection to the port is refused at every address of the host. */
  record RefusesConnections(String host, int port) implements Check {}

  /** No run of a DAG is queued or running. */
  record RunsIdle(String airflow, KaapanaRelease release, List<String> dags) implements Check {
    public RunsIdle {
      dags = List.copyOf(dags);
    }
  }

  /**
   * Every file of a PACS has its row in the database and every row its file, of the size, digest
   * and identity that the row tells. Both are read to the end.
   *
   * @param files folder that holds a folder for each storage, by the name of its id
   */
  record PacsAgrees(Path files, ArchiveAddress database) implements Check {}

  /**
   * Something that keeps the clock says that it is synchronised.
   *
   * @param mark file that systemd-timesyncd leaves once it is
   */
  record ClockSynchronised(Path mark) implements Check {}
}
