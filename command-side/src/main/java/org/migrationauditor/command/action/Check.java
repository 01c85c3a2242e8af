package org.migrationauditor.command.action;

/** A question about the host, with every parameter filled in. */
public sealed interface Check {

  /** The path is not there, not even as a dangling link. */
  record Absent(java.nio.file.Path path) implements Check {}
}
