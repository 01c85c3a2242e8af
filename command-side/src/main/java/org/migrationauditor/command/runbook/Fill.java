package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Map;

/** Something of a plan that waits for the values of the parameters. */
interface Fill<T> {
  /**
   * The same, filled in.
   *
   * @param values of every parameter, by name
   */
  T with(Map<String, String> values);

  /** All of several, in order. */
  static <T> Fill<List<T>> all(List<Fill<T>> fills) {
    List<Fill<T>> fixed = List.copyOf(fills);
    return values -> fixed.stream().map(fill -> fill.with(values)).toList();
  }
}
