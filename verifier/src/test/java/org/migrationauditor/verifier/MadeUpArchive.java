package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.manifest.InventoryWriter;

/**
 * An archive of any number of instances that takes no space, in no order of its keys; and a program
 * that takes its inventory.
 *
 * @param entries count
 */
record MadeUpArchive(long entries) implements InventorySource {
  private static final long SCATTER = 7_368_787; // prime, so that keys come in no order
  private static final long BYTES = 524_288;

  /**
   * Takes an inventory.
   *
   * @param arguments entries, manifests' folder
   */
  public static void main(String[] arguments) throws Exception {
    InventoryTaking taking =
        new InventoryTaking(
            new Access(Path.of(arguments[1]), new PseudonymKey(new byte[32]), Secrets.ENVIRONMENT),
            InventoryWriter.Pace.USUAL,
            Runtime.getRuntime().availableProcessors());
    InventoryOrder order =
        new InventoryOrder(new InventoryName("made-up"), Archives.address("/"), "a measurement");
    System.out.println(
        taking
            .take(new MadeUpArchive(Long.parseLong(arguments[0])), order, Progress.UNWATCHED)
            .manifest());
  }

  @Override
  public View view() {
    return View.DICOM_FILES;
  }

  @Override
  public String place() {
    return "nowhere";
  }

  @Override
  public void list(Listing listing) throws InterruptedException {
    for (long i = 0; i < entries; i++) {
      listing.found(new Instance(i * SCATTER % entries));
    }
  }

  private record Instance(long number) implements UnreadEntry {
    @Override
    public long bytes() {
      return BYTES;
    }

    @Override
    public InventoryEntry unread(String problem) {
      return InventoryEntry.incomplete(key(), EntryKind.FILE, BYTES, OwnerKey.UNASSIGNED, problem);
    }

    @Override
    public String stamp() {
      return "stamp of " + number;
    }

    @Override
    public InventoryEntry read(LongConsumer advanced) {
      return new InventoryEntry(
          key(),
          EntryKind.INSTANCE,
          BYTES,
          digest("content"),
          OwnerKey.UNASSIGNED,
          new DicomEntry(
              uid(number / 1000),
              uid(number / 100),
              uid(number),
              "1.2.840.10008.5.1.4.1.1.2",
              "1.2.840.10008.1.2.1",
              "CT"),
          Recorded.NOTHING,
          true,
          "");
    }

    private String key() {
      return String.format(
          Locale.ROOT, "2026/11/%02d/%08X/%08X", number % 31, number / 100, number);
    }

    private static String uid(long number) {
      return "2.25." + (1L << 40) + number;
    }

    private ContentDigest digest(String what) {
      return Sha256.of((what + number).getBytes(UTF_8));
    }
  }
}
