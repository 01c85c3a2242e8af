package org.migrationauditor.app.reporting;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * Entries of an archive before and after, each of which differs in one of three ways: seven of ten
 * have another digest, two are missing, one is new.
 *
 * @param owner number of an entry's owner
 */
record Entries(int count, IntUnaryOperator owner) {
  private static final String UID = "1.2.826.0.1.3680043.8.498.";

  /** Which archive, and whether it is like the other one. */
  enum Side {
    BEFORE,
    AFTER,
    ALIKE
  }

  boolean isOn(Side side, int number) {
    int kind = Integer.remainderUnsigned(number * 0x9E3779B1, 10);
    return switch (side) {
      case BEFORE -> kind != 9;
      case AFTER -> kind != 7 && kind != 8;
      case ALIKE -> true;
    };
  }

  /** Its digest looks like one, so that it is packed like one. */
  InventoryEntry entry(Side side, int number) {
    Random random = new Random(number * 2L + (side == Side.AFTER ? 1 : 0));
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    String study = UID + (10_000_000_000_000L + number / 500 * 7919L);
    String series = study + "." + (number / 50 % 10 + 1);
    String instance = series + "." + (1_000_000_000L + number * 31L);
    return new InventoryEntry(
        key(study, number),
        EntryKind.INSTANCE,
        524_288,
        ContentDigest.of(digest),
        new OwnerKey("OWNER-%05d".formatted(owner.applyAsInt(number))),
        new DicomEntry(study, series, instance, null, null, null),
        Recorded.NOTHING,
        true,
        "");
  }

  /** Between 100 and 200 characters. */
  private static String key(String study, int number) {
    return "archive/longterm-store/fs%d/2026/%02d/%02d/%s/series-%03d/%s%08X.dcm"
        .formatted(
            number % 4,
            number / 500 % 12 + 1,
            number / 500 % 28 + 1,
            study,
            number / 50 % 10 + 1,
            "image-".repeat(number % 17),
            number);
  }
}
