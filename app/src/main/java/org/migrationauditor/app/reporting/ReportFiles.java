package org.migrationauditor.app.reporting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.reporting.PackedList.Limit;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportLanguage;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.print.AttachedFile;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.export.OwnerLines;

/** The files that the reports of one issue carry: to each owner what is theirs. */
final class ReportFiles {
  static final String FINDINGS = "findings.csv";
  static final String HEAD = "head.note";
  static final String PROOF = "event-proof.json";
  static final String SHARES = "shares.jsonl";

  private static final byte[] FINDINGS_HEADER =
      ("comparison," + String.join(",", OwnerLines.FINDING_FIELDS) + "\r\n")
          .getBytes(StandardCharsets.UTF_8);

  private final ReportSeal.Sealed sealed;
  private final ShareProofs proofs;
  private final DividedList findings;
  private final List<DividedList> files = new ArrayList<>();

  /**
   * Writes the lists.
   *
   * @param folder to write them into; empty
   * @param whole report of the whole migration
   * @param owners who get a report of their own
   */
  ReportFiles(
      Path folder,
      Verifier verifier,
      ReportSeal.Sealed sealed,
      IntegrityReport whole,
      Iterable<OwnerKey> owners)
      throws InventoryException, IOException {
    this.sealed = sealed;
    proofs = new ShareProofs(verifier);
    SortedMap<OwnerKey, Path> folders = new TreeMap<>();
    for (OwnerKey owner : owners) {
      folders.put(owner, Files.createDirectory(folder.resolve(String.valueOf(folders.size()))));
    }
    findings = new DividedList(folder, folders, FINDINGS, FINDINGS_HEADER, Limit.FINDINGS);
    for (ReportedComparison comparison : whole.comparisons()) {
      findings.add(
          (OwnerLines.csvField(comparison.title()) + ',').getBytes(StandardCharsets.UTF_8),
          taker -> verifier.findingLines(comparison.findingsManifest(), taker));
    }
    Collection<ReportedComparison> last = last(whole);
    Limit limit = Limit.filesOf(last.size());
    for (ReportedComparison comparison : last) {
      DividedList list = new DividedList(folder, folders, name(comparison), new byte[0], limit);
      list.add(new byte[0], taker -> verifier.fileLines(comparison.afterManifest(), taker));
      files.add(list);
    }
  }

  /**
   * A report with the files it carries.
   *
   * @param report lists them, and says what they have no room for
   * @param files in the order of their names
   */
  record Carried(IntegrityReport report, List<AttachedFile> files) {}

  /** The report with its files. */
  Carried carriedBy(IntegrityReport report, @Nullable OwnerKey owner)
      throws InventoryException, IOException {
    List<AttachedFile> carried = new ArrayList<>();
    List<String> notCovered = new ArrayList<>(report.notCovered());
    carried.add(text(HEAD, "text/plain", "Signed head of the log", sealed.head().note()));
    carried.add(
        text(
            PROOF,
            "application/json",
            "Proof that the last event is below the head",
            sealed.proof().json() + "\n"));
    if (owner != null) {
      carried.add(
          AttachedFile.of(
              SHARES,
              "application/jsonl",
              "Proofs that each manifest's entries of this owner are all",
              proofs.of(report, owner)));
    }
    add(findings.of(owner), "text/csv", "Every finding", carried, notCovered, report.language());
    for (DividedList list : files) {
      add(
          list.of(owner),
          "text/plain",
          "Digest of every file",
          carried,
          notCovered,
          report.language());
    }
    carried.sort(Comparator.comparing(file -> file.listed().name()));
    return new Carried(
        report
            .notCovering(notCovered)
            .carrying(carried.stream().map(AttachedFile::listed).toList()),
        carried);
  }

  private static void add(
      PackedList list,
      String mediaType,
      String description,
      List<AttachedFile> carried,
      List<String> notCovered,
      ReportLanguage language)
      throws IOException {
    if (list.lines() > 0) {
      carried.add(list.attached(mediaType, description));
    }
    if (list.beyond() > 0) {
      notCovered.add(Sentence.BEYOND_LIST.in(language, list.name(), list.lines(), list.beyond()));
    }
  }

  /** What each first inventory was compared with last, once each. */
  private static Collection<ReportedComparison> last(IntegrityReport report) {
    Map<InventoryName, ReportedComparison> last = new LinkedHashMap<>();
    report.comparisons().forEach(comparison -> last.put(comparison.before(), comparison));
    Map<InventoryName, ReportedComparison> listed = new LinkedHashMap<>();
    last.values().forEach(comparison -> listed.put(comparison.after(), comparison));
    return listed.values();
  }

  private static String name(ReportedComparison comparison) {
    return "manifest-sha256-" + comparison.after() + ".txt";
  }

  private static AttachedFile text(
      String name, String mediaType, String description, String content) {
    return AttachedFile.of(name, mediaType, description, content.getBytes(StandardCharsets.UTF_8));
  }
}
