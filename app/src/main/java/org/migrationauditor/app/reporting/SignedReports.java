package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.reporting.ReportAssembly.Assembled;
import org.migrationauditor.command.action.ReportIssuer;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.HistoryLog;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;

/**
 * Prints and signs the reports of a migration once the history below them is sealed, and puts them
 * into its folder all at once.
 */
public final class SignedReports implements ReportIssuer {
  private final Path folder;
  private final MigrationHistory history;
  private final StoredEvents events;
  private final Verifier verifier;
  private final SigningKey key;
  private final ReportSeal seal;

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
      SigningKey key,
      ReportSeal seal) {
    this.folder = folder;
    this.history = history;
    this.events = events;
    this.verifier = verifier;
    this.key = key;
    this.seal = seal;
  }

  /** A history up to one of its events. */
  private record Known(HistoryHead head, StoredEvent last) {}

  @Override
  public List<IssuedReport> issue(MigrationId id, Progress progress)
      throws IOException, InterruptedException {
    return issue(id, null, progress);
  }

  /**
   * Issues one owner's report, or all.
   *
   * @param owner null for all; else who has one
   */
  public List<IssuedReport> issue(MigrationId id, @Nullable OwnerKey owner, Progress progress)
      throws IOException, InterruptedException {
    Path target = folder.resolve(id.value());
    Durable.folder(target);
    removeLeftovers(id);
    Path work = Files.createTempDirectory(folder, "." + id + "-");
    try {
      List<IssuedReport> issued = print(id, owner, work, progress);
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

  private List<IssuedReport> print(
      MigrationId id, @Nullable OwnerKey only, Path work, Progress progress)
      throws IOException, InventoryException, InterruptedException {
    Known known = known(id);
    ReportSeal.Sealed sealed = sealed(known.last());
    MigrationState state = history.stateAtSequence(id, known.last().sequence()).orElseThrow();
    String issue = String.format(Locale.ROOT, "%05d", known.head().events());
    Assembled reports =
        new ReportAssembly(state, known.head(), sealed.head(), verifier, issue).reports();
    Path lists = Files.createDirectory(work.resolve("lists"));
    ReportFiles files =
        new ReportFiles(lists, verifier, sealed, reports.whole(), reports.owned().keySet());
    progress.total(only == null ? 1 + reports.owned().size() : 1, 0);
    try (Printing printing = new Printing(key, work, progress)) {
      if (only == null) {
        printing.add(files.carriedBy(reports.whole(), null));
      }
      for (Map.Entry<OwnerKey, IntegrityReport> one : reports.owned().entrySet()) {
        if (only == null || only.equals(one.getKey())) {
          printing.add(files.carriedBy(one.getValue(), one.getKey()));
        }
      }
      return printing.finished();
    }
  }

  private Known known(MigrationId id) {
    List<StoredEvent> last = new ArrayList<>(1);
    try (Stream<StoredEvent> stored = events.of(id)) {
      HistoryHead head =
          HistoryLog.head(
              stored.peek(
                  event -> {
                    last.clear();
                    last.add(event);
                  }));
      return new Known(head, last.getFirst());
    }
  }

  private ReportSeal.Sealed sealed(StoredEvent last) throws IOException {
    try {
      return seal.over(last);
    } catch (RuntimeException e) { // whatever it is, the step fails and tells it
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Of an issue that was killed; only one at a time is made of a migration. */
  private void removeLeftovers(MigrationId id) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote("." + id + "-") + "[0-9]+");
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            folder, entry -> name.matcher(String.valueOf(entry.getFileName())).matches())) {
      for (Path work : left) {
        remove(work);
      }
    }
  }

  private static void remove(Path work) throws IOException {
    try (Stream<Path> left = Files.walk(work)) {
      for (Path entry : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
