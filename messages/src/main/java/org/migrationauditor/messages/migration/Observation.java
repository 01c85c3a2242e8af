package org.migrationauditor.messages.migration;

import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.person.Personal;

/**
 * What was independently seen after an action; an exit code alone proves nothing.
 *
 * @param what the question, such as {@code no pod left in namespace store}
 * @param seen the answer in words and numbers; no patient attribute, no secret
 */
public record Observation(
    String what, Verdict verdict, @Personal(within = Observation.ANSWERED) String seen) {
  /** Who answered a prompt of a script. */
  static final String ANSWERED =
      "by (.+) with (?:a line of text|a line that nobody sees|secret ').*";
}
