package org.migrationauditor.app.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.preview.Preview;
import org.migrationauditor.command.preview.PreviewedStep;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.command.runbook.Plan;

/** What a plan would do, as lines of text or JSON. */
final class PreviewView {
  private final Terminal terminal;
  private final int rate;
  private final boolean json;
  private long seconds;
  private int unknown;

  /**
   * A view.
   *
   * @param rate at which data is taken to be read and written, MiB/s
   */
  PreviewView(Terminal terminal, int rate, boolean json) {
    this.terminal = terminal;
    this.rate = rate;
    this.json = json;
  }

  void print(Plan plan) throws InterruptedException {
    Preview.tell(plan, (long) rate << 20, this::print);
    String digest = Preview.digest(plan).toString();
    if (json) {
      plan.losses().forEach(loss -> terminal.print(Json.line("loss", loss)));
      terminal.print(
          Json.line(
              "preview",
              "sha256",
              digest,
              "steps",
              plan.steps().size(),
              "mebibytesPerSecond",
              rate,
              "seconds",
              seconds,
              "unknownSizes",
              unknown));
      return;
    }
    for (Loss loss : plan.losses()) {
      terminal.print(Terminal.safe("will be lost: %s (%s)".formatted(loss.lost(), loss.id())));
    }
    terminal.print(
        String.format(
            Locale.ROOT,
            "about %s to read and copy at %d MiB/s (--rate); not counted: sizes that are not known"
                + " yet (%d), scripts, reboots and people",
            shown(seconds),
            rate,
            unknown));
    terminal.print(
        "previewed %d steps; to plan these and no others: --previewed %s"
            .formatted(plan.steps().size(), digest));
  }

  private void print(PreviewedStep step) {
    PreviewedStep.Pass pass = step.pass();
    if (pass != null) {
      unknown += pass.bytes() == null ? 1 : 0;
      seconds += pass.seconds() == null ? 0 : pass.seconds();
    }
    if (json) {
      terminal.print(Json.line("step", step));
      return;
    }
    String guide = step.guideStep();
    terminal.heading(
        Terminal.safe(
            "%-5s %s: %s".formatted(guide == null ? "" : guide, step.id(), step.title())));
    line("does", step.does());
    step.answers().forEach(answer -> line("answers", answer));
    step.paths().forEach(path -> line("path", path));
    if (pass != null) {
      line("size", size(pass));
    }
    step.sees().forEach(seen -> line("sees", seen));
  }

  private void line(String label, String text) {
    terminal.print("        %-8s %s".formatted(label, Terminal.safe(text)));
  }

  private static String size(PreviewedStep.Pass pass) {
    Long bytes = pass.bytes();
    Long seconds = pass.seconds();
    return bytes == null
        ? "not known yet"
        : String.format(Locale.ROOT, "%s in %,d entries", Terminal.size(bytes), pass.entries())
            + about(seconds);
  }

  private static String about(@Nullable Long seconds) {
    return seconds == null || seconds == 0 ? "" : ", about " + shown(seconds);
  }

  private static String shown(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    return String.format(
        Locale.ROOT,
        "%d h %02d min %02d s",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }
}
