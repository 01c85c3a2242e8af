package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.command.runbook.Parameter;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.RunbookStep;
import org.migrationauditor.command.runbook.Undo;
import org.migrationauditor.messages.migration.StepId;

/** A runbook as lines of text. */
final class RunbookView {
  private final Terminal terminal;

  private RunbookView(Terminal terminal) {
    this.terminal = terminal;
  }

  static void print(Terminal terminal, Runbook runbook) {
    new RunbookView(terminal).print(runbook);
  }

  private void print(Runbook runbook) {
    terminal.heading("%s  %s".formatted(runbook.id(), Terminal.safe(runbook.title())));
    terminal.print("SHA-256 " + runbook.digest());
    terminal.print(
        "follows %s, SHA-256 %s"
            .formatted(Terminal.safe(runbook.guide().name()), runbook.guide().sha256()));
    terminal.print("");
    terminal.heading("Parameters");
    runbook.parameters().forEach(this::print);
    terminal.print("");
    if (!runbook.losses().isEmpty()) {
      terminal.heading("Will be lost");
      for (Loss loss : runbook.losses()) {
        terminal.print(
            "  %-18s %s, since %s"
                .formatted(loss.id(), Terminal.safe(loss.lost()), Terminal.safe(loss.because())));
      }
      terminal.print("");
    }
    terminal.heading("Steps");
    int number = 0;
    for (RunbookStep step : runbook.steps()) {
      print(step, ++number);
    }
  }

  private void print(Parameter parameter) {
    String value = parameter.defaultValue();
    terminal.print(
        "  %-18s %s; %s"
            .formatted(
                parameter.name(),
                Terminal.safe(parameter.description()),
                value == null ? "must be given" : "default '" + Terminal.safe(value) + "'"));
  }

  private void print(RunbookStep step, int number) {
    terminal.heading(
        "%3d. %-5s %s: %s"
            .formatted(
                number,
                Objects.requireNonNullElse(step.guideStep(), ""),
                step.id(),
                Terminal.safe(step.title())));
    line("does", word(step.action().name()) + joined(step.summary()));
    line("only when", step.when());
    line(
        "by",
        word(step.actor().name()) + (step.idempotent() ? "" : "; may not be repeated unasked"));
    step.observe().forEach(check -> line("then sees", check));
    line("only after", gates(step));
    line("deviation", step.deviation());
    line("note", step.instructions());
    undo(step.undo());
  }

  private void undo(Undo<RunbookStep> undo) {
    switch (undo.way()) {
      case UNSAID -> {}
      case NOTHING -> line("undo", "nothing: " + undo.why());
      case IMPOSSIBLE -> line("undo", "impossible: " + undo.why());
      case STEPS -> {
        for (RunbookStep step : undo.steps()) {
          line(
              "undo",
              "%s: %s%s".formatted(step.id(), word(step.action().name()), joined(step.summary())));
          line("  only when", step.when());
        }
      }
    }
  }

  private void line(String label, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      terminal.print("       %-10s %s".formatted(label, Terminal.safe(text.strip())));
    }
  }

  private static String joined(List<String> fields) {
    return fields.isEmpty() ? "" : ": " + String.join(", ", fields);
  }

  private static String gates(RunbookStep step) {
    StringBuilder gates = new StringBuilder();
    append(gates, "passed ", step.provenBy());
    append(gates, "issued ", step.reportedBy());
    if (step.approved()) {
      gates.append(gates.isEmpty() ? "" : "; ").append("approved by someone else");
    }
    return gates.toString();
  }

  private static void append(StringBuilder gates, String what, List<StepId> steps) {
    if (!steps.isEmpty()) {
      gates
          .append(gates.isEmpty() ? "" : "; ")
          .append(what)
          .append(steps.stream().map(StepId::value).collect(Collectors.joining(", ")));
    }
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
