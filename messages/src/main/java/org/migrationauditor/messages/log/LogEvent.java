package org.migrationauditor.messages.log;

/**
 * Everything that can have happened to the log itself. Names and components are a stored format.
 */
public sealed interface LogEvent permits LogKeyChanged {
  /** Name under which its events are stored; no migration and no chain can have one like it. */
  String STREAM = "log:keys";
}
