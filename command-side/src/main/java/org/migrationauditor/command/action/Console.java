package org.migrationauditor.command.action;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.Progress;

/** Where an action shows what it is doing. */
public interface Console {
  /** Nobody watches. */
  Console UNWATCHED =
      new Console() {
        @Override
        public void output(String line) {}

        @Override
        public Task task(String title) {
          return new Task() {
            @Override
            public void total(long entries, long bytes) {}

            @Override
            public void advance(long entries, long bytes) {}

            @Override
            public void close() {}
          };
        }
      };

  /** One line of a program's output, as it comes, secrets masked. */
  void output(String line);

  /**
   * Asks the person at the terminal for a line, which a program then gets.
   *
   * @param hidden whether nothing of it is shown while it is typed
   * @return null where nobody is there to be asked
   */
  default @Nullable String ask(String prompt, boolean hidden) {
    return null;
  }

  /** Watches one piece of long work; closed when the work has ended. */
  Task task(String title);

  /** Long work under way. */
  interface Task extends Progress, AutoCloseable {
    @Override
    void close();
  }
}
