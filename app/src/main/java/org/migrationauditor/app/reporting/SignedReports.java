package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.migrationauditor.command.action.ReportIssuer;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.HistoryLog;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.reports.print.ReportPrinter;
import org.migrationauditor.reports.sign.ReportSigner;
import org.migrationauditor.reports.sign.SignedReport;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;

/** Prints and signs the reports of a migration, and puts them into its folder all at once. */
public final class SignedReports implements ReportIssuer {
  private final Path folder;
  private final MigrationHistory history;
  private final StoredEvents events;
  private final Verifier verifier;
  private final SigningKey key;

  /**
   * Signs with one key.
   *
   * @param folder holds one folder per migration; made when absent
   */
  public SignedReports(
      Path folder,
      MigrationHistory history,
      StoredEvents events,
      Verifier verifier,
      SigningKey key) {
    this.folder = folder;
    this.history = history;
    this.events = events;
    this.verifier = verifier;
    this.key = key;
  }

  @Override
  public List<IssuedReport> issue(MigrationId id) throws IOException {
    HistoryHead head = head(id);
    MigrationState state = history.stateAtSequence(id, head.events() - 1).orElseThrow();
    String issue = String.format(Locale.ROOT, "%05d", head.events());
    Path target = folder.resolve(id.value());
    Durable.folder(target);
    Path work = Files.createTempDirectory(folder, "." + id + "-");
    try {
      List<IssuedReport> issued = new ArrayList<>();
      for (IntegrityReport report : new ReportAssembly(state, head, verifier, issue).reports()) {
        issued.add(print(report, work));
      }
      for (IssuedReport report : issued) {
        Files.move(
            work.resolve(report.fileName()),
            target.resolve(report.fileName()),
            StandardCopyOption.ATOMIC_MOVE);
      }
      Durable.force(target);
      return issued;
    } catch (InventoryException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      remove(work);
    }
  }

  private HistoryHead head(MigrationId id) {
    try (Stream<StoredEvent> stored = events.of(id)) {
      return HistoryLog.head(stored);
    }
  }

  private IssuedReport print(IntegrityReport report, Path work) throws IOException {
    byte[] pdf = new ReportPrinter(key.signer()).print(report);
    SignedReport signed = new ReportSigner().sign(pdf, key, report.migration().asOf());
    String fileName = report.reportId() + ".pdf";
    Durable.write(work.resolve(fileName), signed.pdf());
    return new IssuedReport(
        report.scope(), report.verdict(), fileName, signed.digest(), key.subject(), key.selfMade());
  }

  private static void remove(Path work) throws IOException {
    try (Stream<Path> left = Files.list(work)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work);
  }
}
