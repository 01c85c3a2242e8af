package org.migrationauditor.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.migrationauditor.app.platform.Version;
import org.migrationauditor.messages.query.ProgramVersion;

/** Which versions of the program decided, beside the one that reads it now, in words. */
final class ProgramView {
  private ProgramView() {}

  static String sentence(List<ProgramVersion> programs) {
    String now = Version.current();
    String decided =
        programs.stream()
            .map(
                version ->
                    "%s (events %d to %d)"
                        .formatted(version.tool(), version.first(), version.last()))
            .collect(Collectors.joining(", "));
    return programs.stream().allMatch(version -> version.tool().equals(now))
        ? "decided by %s, and read by the same version".formatted(decided)
        : "decided by %s, but read by %s: another version may read them otherwise, so ask the one that decided too"
            .formatted(decided, now);
  }

  static String json(List<ProgramVersion> programs) {
    return Json.line("programs", "decidedBy", programs, "readBy", Version.current());
  }
}
