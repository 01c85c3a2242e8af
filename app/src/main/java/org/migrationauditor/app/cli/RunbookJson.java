package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.runbook.Parameter;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.RunbookStep;

/** A runbook as JSON Lines. */
final class RunbookJson {
  private RunbookJson() {}

  /** The runbook as a whole. */
  static String line(Runbook runbook) {
    return Json.line(
        "runbook",
        "runbook",
        runbook.id(),
        "title",
        runbook.title(),
        "sha256",
        runbook.digest(),
        "guide",
        runbook.guide());
  }

  /** The runbook as a whole, then each parameter, loss and step, in order. */
  static List<String> lines(Runbook runbook) {
    List<String> lines = new ArrayList<>();
    lines.add(line(runbook));
    for (Parameter parameter : runbook.parameters()) {
      lines.add(Json.line("parameter", parameter));
    }
    runbook.losses().forEach(loss -> lines.add(Json.line("loss", loss)));
    runbook.steps().forEach(step -> lines.add(Json.line("step", step(step))));
    return lines;
  }

  /** As the runbook has it, before any parameter has a value. */
  private static Map<String, @Nullable Object> step(RunbookStep step) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("step", step.id());
    members.put("title", step.title());
    members.put("guideStep", step.guideStep());
    members.put("action", step.action());
    members.put("does", step.summary());
    members.put("when", step.when());
    members.put("actor", step.actor());
    members.put("idempotent", step.idempotent());
    members.put("observe", step.observe());
    members.put("atStake", step.atStake());
    members.put("provenBy", step.provenBy());
    members.put("reportedBy", step.reportedBy());
    members.put("approved", step.approved());
    members.put("deviation", step.deviation());
    members.put("instructions", step.instructions());
    members.put("undo", step.undo().way());
    members.put("undoWhy", step.undo().why());
    members.put("undoSteps", step.undo().steps().stream().map(RunbookJson::step).toList());
    return members;
  }
}
