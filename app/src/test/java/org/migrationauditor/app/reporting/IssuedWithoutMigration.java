package org.migrationauditor.app.reporting;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.migrationauditor.app.reporting.ReportAssembly.Assembled;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.messages.query.StepStatus;
import org.migrationauditor.messages.report.HistoryHead;
import org.migrationauditor.messages.report.SealedHead;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;

/** Reports of one comparison, as a migration that made it would issue them. */
final class IssuedWithoutMigration {
  private static final StepId COMPARE = new StepId("compare");
  private static final ContentDigest DIGEST = new ContentDigest("ab".repeat(32));

  private final Path folder;
  private final Verifier verifier;
  private final SigningKey key;
  private final Instant now = Instant.now();

  IssuedWithoutMigration(Path folder, Verifier verifier) {
    this.folder = folder;
    this.verifier = verifier;
    this.key = SigningKey.selfMade(folder.resolve("keys"));
  }

  private static String note() {
    return "test/log\n1\n%s\n\nsignature\n"
        .formatted(Base64.getEncoder().encodeToString(DIGEST.bytes()));
  }

  /** Issues them; their files are in {@link #file}. */
  List<IssuedReport> issue(InventorySummary before, InventorySummary after) throws Exception {
    ComparisonSummary comparison = verifier.compare(before, after, List.of());
    ReportSeal.Sealed sealed =
        new ReportSeal.Sealed(
            new SealedHead("test/log", 1, DIGEST, "test/log+00000000+AA==", note()),
            new EventProof(0, DIGEST, 0, List.of()));
    Assembled reports =
        new ReportAssembly(
                state(before, after, comparison),
                new HistoryHead(1, DIGEST),
                sealed.head(),
                verifier,
                "00001")
            .reports();
    Path lists = Files.createDirectories(folder.resolve("lists"));
    ReportFiles files =
        new ReportFiles(lists, verifier, sealed, reports.whole(), reports.owned().keySet());
    try (Printing printing = new Printing(key, folder, Progress.UNWATCHED)) {
      printing.add(files.carriedBy(reports.whole(), null));
      for (OwnerKey owner : reports.owned().keySet()) {
        printing.add(files.carriedBy(reports.owned().get(owner), owner));
      }
      return printing.finished();
    }
  }

  Path file(IssuedReport report) {
    return folder.resolve(report.fileName());
  }

  /** What stands in the pages, and in every attachment. */
  static String words(Path pdf) throws Exception {
    StringBuilder words = new StringBuilder();
    try (var document = org.apache.pdfbox.Loader.loadPDF(pdf.toFile())) {
      words.append(new org.apache.pdfbox.text.PDFTextStripper().getText(document));
      for (var file :
          document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames().values()) {
        words.append(new String(file.getEmbeddedFile().toByteArray(), StandardCharsets.ISO_8859_1));
      }
    }
    return words.toString();
  }

  private MigrationState state(
      InventorySummary before, InventorySummary after, ComparisonSummary comparison) {
    PlannedStep step =
        new PlannedStep(
            COMPARE,
            "Compare",
            null,
            ActionKind.COMPARE_INVENTORIES,
            Actor.OPERATOR,
            true,
            List.of(),
            List.of(),
            false,
            null);
    return new MigrationState(
        new MigrationId("night"),
        new RunbookId("guide"),
        DIGEST,
        List.of(),
        Map.of(),
        false,
        "host",
        "0.1.0",
        now,
        0,
        now.plusSeconds(60),
        null,
        List.of(),
        Roles.NONE,
        List.of(
            new StepState(
                step,
                StepStatus.SUCCEEDED,
                1,
                0,
                "compares",
                "olga",
                now,
                now,
                1,
                null,
                null,
                List.of(),
                "",
                List.of(),
                null,
                List.of())),
        List.of(before, after),
        Map.of(COMPARE, comparison),
        List.of(),
        List.of(),
        Verdict.FAILED,
        null,
        null,
        List.of());
  }
}
