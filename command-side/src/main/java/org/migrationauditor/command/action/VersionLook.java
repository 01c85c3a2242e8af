package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.Command;
import org.migrationauditor.command.action.process.Programs;
import org.migrationauditor.command.action.tree.Node;
import org.migrationauditor.command.action.tree.Trouble;

/**
 * Looks for whatever tells the version of the platform: chart files, Helm releases, the text of the
 * deploy script. One that tells another version outweighs all others.
 */
final class VersionLook implements Look {
  private static final Pattern CHART =
      Pattern.compile("(?<!\\S)kaapana-(?:platform|admin)-chart-(\\d[0-9A-Za-z.+_-]{0,59})");
  private static final List<String> VARIABLES = List.of("DEFAULT_VERSION", "PLATFORM_VERSION");
  private static final String LINE = ".x";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST = 20;

  private final Check.PlatformVersion asked;
  private final Programs programs;
  private final Set<Told> told = new LinkedHashSet<>();
  private final List<String> unseen = new ArrayList<>();
  private boolean noRelease;

  private record Told(String source, String version) {}

  VersionLook(Check.PlatformVersion asked, Programs programs) {
    this.asked = asked;
    this.programs = programs;
  }

  @Override
  public Answer look() throws IOException, InterruptedException {
    charts(asked.charts());
    releases();
    script(asked.script());
    String seen =
        told.stream()
            .limit(MOST)
            .map(one -> "%s by its %s".formatted(one.version(), one.source()))
            .collect(Collectors.joining(", "));
    Optional<Told> other = told.stream().filter(one -> !asked(one.version())).findFirst();
    if (other.isPresent()) {
      return Answer.failed(
          "it is %s by its %s, and the runbook is for %s; seen: %s"
              .formatted(other.get().version(), other.get().source(), asked.version(), seen));
    }
    if (noRelease) {
      return Answer.failed("no release of the platform is deployed" + after(seen));
    }
    if (!unseen.isEmpty()) {
      return Answer.unknown(String.join(", ", unseen) + after(seen));
    }
    return told.isEmpty()
        ? Answer.unknown("nothing tells a version")
        : Answer.passed("it is " + seen);
  }

  private boolean asked(String version) {
    return asked.version().endsWith(LINE)
        ? version.startsWith(asked.version().substring(0, asked.version().length() - 1))
        : version.equals(asked.version());
  }

  private static String after(String seen) {
    return seen.isEmpty() ? "" : "; seen: " + seen;
  }

  private void charts(@Nullable Path folder) throws IOException {
    if (folder == null || Node.at(folder).isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "kaapana-*.tgz")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        told("chart file", name.substring(0, name.length() - ".tgz".length()));
      }
    }
  }

  private void releases() throws InterruptedException {
    if (asked.argv().isEmpty()) {
      return;
    }
    int before = told.size();
    try {
      Command.Ending ending =
          Command.run(programs, asked.argv(), LIMIT, line -> told("Helm release", line));
      if (ending.exitCode() != 0 || !ending.complete()) {
        unseen.add(
            String.format(
                Locale.ROOT, "Helm's releases are not told, exit code %d", ending.exitCode()));
      } else {
        noRelease = told.size() == before;
      }
    } catch (IOException e) {
      unseen.add("Helm's releases are not told: " + Trouble.of(e));
    }
  }

  private void told(String source, String text) {
    Matcher chart = CHART.matcher(text);
    while (chart.find() && told.size() < MOST) {
      told.add(new Told(source, chart.group(1)));
    }
  }

  private void script(@Nullable Path script) throws IOException {
    if (script == null) {
      return;
    }
    Optional<String> text = VariablesLook.text(script);
    if (text.isEmpty()) {
      unseen.add("the deploy script is none that can be read");
      return;
    }
    for (String variable : VARIABLES) {
      ShellLiteral.of(text.get(), variable)
          .filter(value -> value.matches("\\d[0-9A-Za-z.+_-]{0,59}"))
          .ifPresent(value -> told.add(new Told("deploy script", value)));
    }
  }
}
