package org.migrationauditor.command.action.terminal;

/** What is typed at a prompt. */
public sealed interface Reply {

  /** A line that anybody may read. */
  record Text(String text) implements Reply {}

  /**
   * An option of the numbered menu above the prompt. Its number is typed, which differs from
   * version to version; its text does not.
   */
  record Option(String text) implements Reply {}

  /** A line that nobody may read: the value of the environment variable of that name. */
  record Secret(String name) implements Reply {}
}
