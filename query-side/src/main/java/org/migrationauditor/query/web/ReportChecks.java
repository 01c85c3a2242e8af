package org.migrationauditor.query.web;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.history.UnreadableHistoryException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * The page that checks a report's file as it lies there. How it stands comes from the history
 * itself, since what was read into the pages may be behind. That is work, so it is done for one
 * file at a time, and for nobody whom a page elsewhere sent here.
 */
@Controller
final class ReportChecks {
  private final IssuedFiles files;
  private final MigrationHistory history;
  private final ReportChecker checker;
  private final Words words;
  private final Semaphore turn = new Semaphore(1);

  ReportChecks(IssuedFiles files, MigrationHistory history, ReportChecker checker, Words words) {
    this.files = files;
    this.history = history;
    this.checker = checker;
    this.words = words;
  }

  @GetMapping("/migrations/{id}/reports/{file}/check")
  String check(
      @PathVariable String id,
      @PathVariable String file,
      @RequestHeader(name = "Sec-Fetch-Site", required = false) @Nullable String from,
      Model model) {
    MigrationId migrationId = Requested.migration(id);
    if (from != null && !from.equals("same-origin") && !from.equals("none")) {
      throw IssuedFiles.refused(
          HttpStatus.FORBIDDEN,
          file,
          "a page elsewhere asked for it to be checked, so it was not; open this address yourself");
    }
    if (!turn.tryAcquire()) {
      throw IssuedFiles.refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          file,
          "another report is being checked, and they are checked one at a time; nothing was"
              + " checked, load this page again in a moment");
    }
    try {
      return checked(migrationId, file, model);
    } finally {
      turn.release();
    }
  }

  private String checked(MigrationId id, String file, Model model) {
    MigrationState now = state(id, file);
    IssuedReport report =
        IssuedFiles.named(
            now.reports().stream().filter(each -> each.fileName().equals(file)).findFirst(),
            id,
            file);
    byte[] pdf = files.read(id, report, ReportChecker.LARGEST + 1);
    model.addAttribute("checked", checker.check(pdf, now, report));
    model.addAttribute("report", report);
    model.addAttribute("state", now);
    model.addAttribute("words", words);
    return "check";
  }

  private MigrationState state(MigrationId id, String file) {
    try {
      return history.state(id).orElseThrow(() -> Requested.unknown(id));
    } catch (UnreadableHistoryException e) {
      throw IssuedFiles.refused(
          HttpStatus.INTERNAL_SERVER_ERROR,
          file,
          "it was not checked, since nothing tells how it stands: " + e.getMessage());
    }
  }
}
