package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * A folder of DICOM files, such as dcm4chee's {@code fs1}. A file that names no SOP Instance UID is
 * a plain file with what the reader found of its structure. Folders are no entries.
 */
public final class DicomFilesSource implements InventorySource {
  private static final int OWNER_MAX = 240;

  /** Names that mean something else here, which no file may give itself. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "\\s*(unassigned|platform|whole migration|bucket:.*|protocol:.*)\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Path root;
  private final DicomReading reading;

  public DicomFilesSource(Path root, DicomReading reading) {
    this.root = root;
    this.reading = reading;
  }

  @Override
  public View view() {
    return View.DICOM_FILES;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new TreeWalk(
            root,
            node -> {
              if (node.type() == TreeNode.Type.FILE) {
                listing.found(
                    new DiskEntry(node, EntryKind.FILE, OwnerKey.UNASSIGNED, this::instance));
              } else if (!folder(node) || node.unlisted()) {
                listing.found(DiskEntry.plain(node, EntryKind.FILE, OwnerKey.UNASSIGNED));
              }
            })
        .walk();
  }

  private static boolean folder(TreeNode node) {
    return node.type() == TreeNode.Type.FOLDER || node.type() == TreeNode.Type.EMPTY_FOLDER;
  }

  @Override
  public String place() {
    return root.toString();
  }

  private InventoryEntry instance(DiskEntry entry, LongConsumer advanced) throws IOException {
    DicomFacts facts;
    try {
      facts = reading.read(entry.node().path(), advanced);
    } catch (RuntimeException | StackOverflowError e) { // one hostile file ends no inventory
      return entry.incomplete("the DICOM reader failed: " + e.getClass().getSimpleName());
    }
    return new InventoryEntry(
        entry.node().key(),
        identified(facts) ? EntryKind.INSTANCE : EntryKind.FILE,
        facts.bytes(),
        facts.digest(),
        owner(facts.clinicalTrialProtocolId()),
        new DicomEntry(
            facts.studyInstanceUid(),
            facts.seriesInstanceUid(),
            facts.sopInstanceUid(),
            facts.sopClassUid(),
            facts.transferSyntaxUid(),
            facts.modality(),
            facts.patientPseudonym(),
            facts.pixelDigest(),
            facts.dataSetDigest(),
            facts.structure()),
        Recorded.NOTHING,
        true,
        facts.problem());
  }

  private static boolean identified(DicomFacts facts) {
    return facts.sopInstanceUid() != null
        && facts.structure() != DicomStructure.NOT_DICOM
        && facts.structure() != DicomStructure.EMPTY;
  }

  private static OwnerKey owner(@Nullable String protocol) {
    if (protocol == null
        || protocol.isBlank()
        || protocol.length() > OWNER_MAX
        || protocol.chars().anyMatch(Character::isISOControl)) {
      return OwnerKey.UNASSIGNED;
    }
    return new OwnerKey(TAKEN.matcher(protocol).matches() ? "protocol:" + protocol : protocol);
  }
}
