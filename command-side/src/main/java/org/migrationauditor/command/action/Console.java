package org.migrationauditor.command.action;

import org.migrationauditor.verifier.Progress;

/** Where an action shows what it is doing. */
public interface Console {
  /** One line of a program's output, as it comes, secrets masked. */
  void output(String line);

  /** Watches one piece of long work; closed when the work has ended. */
  Task task(String title);

  /** Long work under way. */
  interface Task extends Progress, AutoCloseable {
    @Override
    void close();
  }
}
