package org.migrationauditor.command.action.terminal;

/** Names of what is kept of a program in its folder. */
final class Kept {
  /** Whoever makes this folder may start the program. */
  static final String CLAIM = "claim";

  /** Says that the claim was made to start nothing. */
  static final String FORGONE = "forgone";

  /** The process that holds the terminal. */
  static final String STARTED = "started";

  /** The leader of the terminal's session. */
  static final String SESSION = "session";

  /** What the program printed. */
  static final String OUTPUT = "output";

  /** The program's exit code, as its session's leader wrote it. */
  static final String CODE = "code";

  /** The same once everything of the program has ended and is on the disk. */
  static final String EXIT = "exit";

  /** The prompt that a person must answer; there only while it is waited at. */
  static final String QUESTION = "question";

  /** A pipe for what a person types; nothing of it is ever on the disk. */
  static final String TYPED = "typed";

  /** What is to be told of it: pairs of a fact and how it came about. */
  static final String TOLD = "told";

  /** Why the holder could not do its work, for whoever mends it. */
  static final String TROUBLE = "trouble";

  private Kept() {}
}
