package org.migrationauditor.reports.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.signatures.Signer;

/**
 * Prints a report as PDF/A-3u: pages for people, {@link AttachedEvidence} for machines. The same
 * report, signer and fonts give the same bytes, whenever it is printed. Safe for use by several
 * threads.
 */
public final class ReportPrinter {
  private final FontFiles fonts;
  private final AttachedEvidence evidence = new AttachedEvidence();
  private final Signer signer;

  /**
   * @param signer whose key will sign, since page one says so
   */
  public ReportPrinter(Signer signer) {
    this(signer, new FontFiles());
  }

  ReportPrinter(Signer signer, FontFiles fonts) {
    this.signer = signer;
    this.fonts = fonts;
  }

  /**
   * What this machine lacked for showing all letters of what was printed until now, and what to do:
   * one sentence, or empty.
   */
  public Optional<String> lacking() {
    return fonts.lacking();
  }

  /** The unsigned document of a report that lists no attached files, as the other one. */
  public byte[] print(IntegrityReport report) {
    return print(report, List.of());
  }

  /**
   * The unsigned document.
   *
   * @param files that the report lists, in its order
   * @throws IllegalArgumentException if the report's verdict is better than its own comparisons
   *     allow, or it lists other files: such a report would lie
   */
  public byte[] print(IntegrityReport report, List<AttachedFile> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      print(report, files, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes the unsigned document, in memory that does not depend on files that are packed already.
   *
   * @param files that the report lists, in its order
   * @param out stays open
   * @throws IllegalArgumentException as {@link #print(IntegrityReport, List)}; nothing is written
   * @throws IOException if a file cannot be read or changed meanwhile, or the document cannot be
   *     written
   */
  public void print(IntegrityReport report, List<AttachedFile> files, OutputStream out)
      throws IOException {
    refuseFlattery(report);
    refuseOthers(report, files);
    byte[] json = evidence.json(report);
    Wording wording = Wording.of(report.language());
    try (PDDocument document = new PDDocument();
        Attachments attachments = new Attachments(document, report.migration().asOf())) {
      ArchivePdf archive = new ArchivePdf(document, report.migration().asOf());
      String id = pages(document, report, ContentDigest.over(json), wording);
      archive.describe(
          wording.say("document.title") + " " + id,
          wording.language(),
          (signer + "\n" + new String(json, StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8));
      attach(attachments, report, json, files, wording);
      // no object streams: a reader that trusts nothing need not inflate anything to find its way
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
  }

  /** Lays the pages out; gives the report's id in legible form. */
  private String pages(
      PDDocument document, IntegrityReport report, ContentDigest digest, Wording wording)
      throws IOException {
    Sheet sheet = new Sheet(document, fonts);
    PDDocumentOutline bookmarks = new PDDocumentOutline();
    document.getDocumentCatalog().setDocumentOutline(bookmarks);
    Structure structure = new Structure(document, wording.language());
    Signposts signposts = new Signposts(bookmarks);
    ReportWriter writer = new ReportWriter(sheet, signposts, structure, wording);
    sections(digest).forEach(section -> section.write(report, writer));
    signposts.finish();
    sheet.finish(new RunningText(report, digest, wording));
    return RunningText.oneLine(sheet, report.reportId(), Sheet.WIDTH);
  }

  /** In the order of {@link Chapter}. */
  private List<ReportSection> sections(ContentDigest digest) {
    return List.of(
        new CoverSection(signer, digest),
        new IdentitySection(digest),
        new CountsSection(),
        new FindingsSection(),
        new AnnouncedSection(),
        new CriteriaSection(),
        new RunRecordSection(),
        new PeopleSection(),
        new DeviationsSection(),
        new LossesSection(),
        new NotCoveredSection(),
        new TimesSection(),
        new OldDataSection(),
        new MethodSection(),
        new HistorySection(),
        new HowToCheckSection(signer),
        new SignaturesSection());
  }

  private void attach(
      Attachments attachments,
      IntegrityReport report,
      byte[] json,
      List<AttachedFile> files,
      Wording wording)
      throws IOException {
    String about = wording.say("attachment.report");
    attachments.attach(AttachedEvidence.REPORT, "application/json", "Data", about, json);
    attachments.attach(
        AttachedEvidence.MANIFESTS,
        "text/plain",
        "Supplement",
        wording.say("attachment.manifests"),
        evidence.manifests(report));
    for (AttachedFile file : files) {
      attachments.attach(file);
    }
    attachments.list();
  }

  private static void refuseOthers(IntegrityReport report, List<AttachedFile> files) {
    if (!report.attached().equals(files.stream().map(AttachedFile::listed).toList())) {
      throw new IllegalArgumentException(
          "report '%s': lists %d attached files, and others were given, count %d; not printed, list those that are given"
              .formatted(report.reportId(), report.attached().size(), files.size()));
    }
  }

  private static void refuseFlattery(IntegrityReport report) {
    Verdict allowed = Verdict.worst(report.comparisons().stream().map(ReportedComparison::verdict));
    if (report.verdict().compareTo(allowed) < 0) {
      throw new IllegalArgumentException(
          "report '%s': verdict %s: its comparisons allow no better than %s; not printed, derive the verdict from the comparisons"
              .formatted(report.reportId(), report.verdict(), allowed));
    }
  }
}
