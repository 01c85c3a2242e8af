package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Processes that a program left in its terminal's session; the kernel has hung up on them. */
final class Leftovers {
  private static final int ROUNDS = 20;
  private static final long ROUND_MILLIS = 100;

  private Leftovers() {}

  /** Gives them two seconds, then ends them and tells so. */
  static void endAll(Path session, Conversation.Terminal teller)
      throws IOException, InterruptedException {
    Optional<ProcessIdentity> leader = ProcessIdentity.read(session);
    if (leader.isEmpty()) {
      return;
    }
    List<Long> left = leader.get().session();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      Thread.sleep(ROUND_MILLIS);
      left = leader.get().session();
    }
    if (!left.isEmpty()) {
      left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      teller.tell(
          "no process of the script is left",
          String.format(Locale.ROOT, "%d did not end by themselves and were ended", left.size()));
    }
  }
}
