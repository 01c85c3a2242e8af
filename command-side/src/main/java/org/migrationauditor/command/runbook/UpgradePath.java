package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runbooks that come with the program, one after the other, from one version to another. */
public final class UpgradePath {
  private static final Pattern LINK = Pattern.compile("kaapana-(\\S+)-to-(\\S+)");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.(\\d+|x)");

  private UpgradePath() {}

  /**
   * The runbooks in the order in which they are to be run, each as a migration of its own.
   *
   * @param from version that runs, such as {@code 0.1.3}, or any of a line, such as {@code 0.4.x}
   * @param to version that shall run
   * @throws RunbookException if one of them is no version, Kaapana rules out an upgrade on the way,
   *     or no runbook leads on; the message is one sentence
   */
  public static List<Runbook> between(String from, String to) {
    for (String version : List.of(from, to)) {
      if (!VERSION.matcher(version).matches()) {
        throw refused(Shown.quoted(version), "is none; write one such as 0.1.3 or 0.4.x");
      }
    }
    List<Runbook> bundled = Runbooks.bundled();
    List<Runbook> path = new ArrayList<>();
    String reached = from;
    while (path.isEmpty() || !meets(reached, to)) {
      String here = reached;
      Optional<String> refusal =
          Runbooks.refusal("kaapana-%s-to-0.6.x".formatted(here))
              .filter(why -> to.startsWith("0.6."));
      if (refusal.isPresent()) {
        throw new RunbookException(List.of(refusal.get()));
      }
      Runbook next =
          bundled.stream()
              .filter(runbook -> meets(here, end(runbook, 1)))
              .findFirst()
              .orElseThrow(
                  () ->
                      refused(
                          Shown.quoted(here),
                          "no runbook leads on from there; write one of your own, or stop there"));
      path.add(next);
      reached = end(next, 2);
    }
    return List.copyOf(path);
  }

  private static String end(Runbook runbook, int group) {
    Matcher link = LINK.matcher(runbook.id().value());
    return link.matches() ? link.group(group) : "";
  }

  /** Whether two versions are equal, or one stands for a line that the other is of. */
  private static boolean meets(String one, String other) {
    return one.equals(other) || line(one).equals(other) || one.equals(line(other));
  }

  private static String line(String version) {
    return version.replaceFirst("\\.\\d+$", ".x");
  }

  private static RunbookException refused(String version, String what) {
    return new RunbookException(List.of("version %s: %s".formatted(version, what)));
  }
}
