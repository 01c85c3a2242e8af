package org.migrationauditor.command.action.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where programs are found: a folder of tools first, then the PATH of this process.
 *
 * @param tools null when there is none
 */
public record Programs(@Nullable Path tools) {
  private static final String OWN_VARIABLES = "AUDITOR_";

  /**
   * File of a program.
   *
   * @param name absolute, or a name to search for
   * @throws NoSuchFileException if there is none
   * @throws AccessDeniedException if it is there and may not be executed
   */
  public Path find(String name) throws IOException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new FileSystemException(name, null, "no name of a program");
    }
    if (name.indexOf('/') >= 0) {
      return executable(Path.of(name));
    }
    for (String folder : path().split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, name);
      if (candidate.isAbsolute()
          && Files.isRegularFile(candidate)
          && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new NoSuchFileException(name, null, "no such program on the PATH");
  }

  /**
   * A process to be, with the tools first on its PATH and nothing on its standard input. It is told
   * nothing of this program's own variables, some of which are secrets.
   */
  public ProcessBuilder builder(List<String> argv) {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
    builder.environment().put("PATH", path());
    return builder.redirectInput(new File("/dev/null"));
  }

  private String path() {
    List<String> folders = new ArrayList<>();
    if (tools != null) {
      folders.add(tools.toAbsolutePath().toString());
    }
    String inherited = System.getenv("PATH");
    folders.add(
        inherited == null || inherited.isEmpty()
            ? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            : inherited);
    return String.join(File.pathSeparator, folders);
  }

  private static Path executable(Path file) throws IOException {
    if (!file.isAbsolute()) {
      throw new FileSystemException(
          file.toString(), null, "is a relative path; give an absolute one");
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "is no regular file");
    }
    if (!Files.isExecutable(file)) {
      throw new FileSystemException(
          file.toString(), null, "is not executable for this user; see chmod(1)");
    }
    return file;
  }
}
