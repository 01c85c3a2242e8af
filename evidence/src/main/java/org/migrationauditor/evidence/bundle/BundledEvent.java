package org.migrationauditor.evidence.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;

/**
 * An event as a bundle holds it.
 *
 * @param streamId the migration it belongs to
 * @param sequence place in the stream, 0 for the first
 * @param type class name of the payload without its package
 * @param leaf hash of its leaf in the log
 * @param files that it names by their digest
 * @param shares of its manifest; empty when it tells none
 * @param report that it tells was issued; empty for an event of another type
 */
public record BundledEvent(
    String streamId,
    long sequence,
    String type,
    ContentDigest leaf,
    List<NamedFile> files,
    Optional<NamedShares> shares,
    Optional<NamedReport> report) {
  private static final Set<String> MEMBERS =
      Set.of("metadata", "payload", "revision", "sequence", "streamId", "timestamp", "type");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,250}");

  /**
   * A file that the event names.
   *
   * @param path in the bundle
   * @param kind as of which the event names it
   */
  public record NamedFile(ContentDigest digest, String path, Kind kind) {
    /** What the files of a history are. */
    public enum Kind {
      RUNBOOK,
      MANIFEST,
      REPORT,
      OUTPUT,
      EVIDENCE
    }
  }

  /**
   * Root over the shares of a manifest.
   *
   * @param manifest digest of the manifest
   * @param findings whether it is one of findings, some of which may concern any owner
   */
  public record NamedShares(ContentDigest manifest, ContentDigest root, boolean findings) {}

  /**
   * A report as it was issued.
   *
   * @param path in the bundle
   * @param signer subject of the certificate that signed it
   */
  public record NamedReport(String path, String signer) {}

  public BundledEvent {
    files = List.copyOf(files);
  }

  /**
   * Reads what {@link StoredEvent#canonical} gives.
   *
   * @throws MalformedBundleException if it is no event in its canonical form, or one of a known
   *     type that does not name its files as it must
   */
  public static BundledEvent parse(byte[] canonical) throws MalformedBundleException {
    JsonObject event = JsonObject.canonical(canonical);
    event.expect(MEMBERS);
    String type = event.text("type");
    String simple = type.substring(type.lastIndexOf('.') + 1);
    JsonObject payload = event.object("payload");
    List<NamedFile> files = new ArrayList<>();
    Optional<NamedShares> shares = Optional.empty();
    Optional<NamedReport> issued = Optional.empty();
    switch (simple) {
      case "MigrationPlanned", "RunbookChanged" -> {
        ContentDigest digest = payload.digest("runbookDigest");
        files.add(new NamedFile(digest, BundleFiles.runbook(digest), NamedFile.Kind.RUNBOOK));
      }
      case "InventoryTaken" -> shares = manifest(payload, "inventory", false, files);
      case "InventoriesCompared" -> shares = manifest(payload, "comparison", true, files);
      case "ReportIssued" -> {
        JsonObject report = payload.object("report");
        NamedFile file = report(report);
        files.add(file);
        issued = Optional.of(new NamedReport(file.path(), report.text("signer")));
      }
      case "StepSucceeded", "StepFailed" ->
          payload
              .optionalDigest("output")
              .ifPresent(
                  digest ->
                      files.add(
                          new NamedFile(
                              digest, BundleFiles.output(digest), NamedFile.Kind.OUTPUT)));
      case "StepAttested" ->
          payload
              .optionalDigest("evidenceDigest")
              .ifPresent(
                  digest ->
                      files.add(
                          new NamedFile(
                              digest, BundleFiles.evidence(digest), NamedFile.Kind.EVIDENCE)));
      default -> {} // names no file
    }
    return new BundledEvent(
        event.text("streamId"),
        event.count("sequence"),
        simple,
        StoredEvent.leaf(canonical),
        files,
        shares,
        issued);
  }

  private static Optional<NamedShares> manifest(
      JsonObject payload, String name, boolean findings, List<NamedFile> files)
      throws MalformedBundleException {
    ContentDigest digest = payload.object(name).digest("manifest");
    files.add(new NamedFile(digest, BundleFiles.manifest(digest), NamedFile.Kind.MANIFEST));
    return payload.optionalDigest("shares").map(root -> new NamedShares(digest, root, findings));
  }

  private static NamedFile report(JsonObject report) throws MalformedBundleException {
    String fileName = report.text("fileName");
    if (!FILE_NAME.matcher(fileName).matches()) {
      throw new MalformedBundleException("names a report whose file name is none");
    }
    return new NamedFile(
        report.digest("digest"), BundleFiles.report(fileName), NamedFile.Kind.REPORT);
  }
}
