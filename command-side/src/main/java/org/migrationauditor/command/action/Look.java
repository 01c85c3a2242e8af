package org.migrationauditor.command.action;

import java.io.IOException;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.messages.Verdict;

/** Answers one kind of question about the host. What cannot be looked at is never a yes. */
@FunctionalInterface
interface Look {

  /**
   * What was seen.
   *
   * @param seen in words and numbers; no patient attribute, no secret
   */
  record Answer(Verdict verdict, String seen) {
    static Answer passed(String seen) {
      return new Answer(Verdict.PASSED, seen);
    }

    static Answer failed(String seen) {
      return new Answer(Verdict.FAILED, seen);
    }

    static Answer unknown(String seen) {
      return new Answer(Verdict.INDETERMINATE, seen);
    }

    static Answer unknown(IOException e) {
      return unknown(Trouble.of(e));
    }
  }

  Answer look() throws IOException, InterruptedException;
}
