package org.migrationauditor.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationauditor.app.platform.LinkRun.Pair;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;

/** Which readings of two links are held against each other. */
class LinkRunTest {
  private static final InventorySummary DICOM_BEFORE = taken("dicom-before", View.DICOM_FILES, "d");
  private static final InventorySummary DICOM_AFTER = taken("dicom-after", View.DICOM_FILES, "d");
  private static final InventorySummary NEXT = taken("dicom-next", View.DICOM_FILES, "d");
  private static final InventorySummary MINIO_XL = taken("mirrored", View.MINIO_XL, "m");
  private static final InventorySummary MINIO_FS = taken("minio-fs", View.MINIO_FS, "m");

  @Test
  void theLastOfTheEarlierAndTheFirstOfTheLaterOfOnePlace() {
    assertThat(
            Pair.of(
                List.of(DICOM_BEFORE, DICOM_AFTER),
                List.of(NEXT, taken("dicom-last", View.DICOM_FILES, "d"))))
        .containsExactly(new Pair(DICOM_AFTER, NEXT));
  }

  @Test
  void objectsOfOneStoreInWhateverFormat() {
    assertThat(Pair.of(List.of(MINIO_FS), List.of(MINIO_XL)))
        .containsExactly(new Pair(MINIO_FS, MINIO_XL));
  }

  @Test
  void nothingThatWasReadElsewhereOrIsOfAnotherKind() {
    assertThat(Pair.of(List.of(DICOM_AFTER), List.of(taken("a", View.DICOM_FILES, "other"))))
        .isEmpty();
    assertThat(Pair.of(List.of(DICOM_AFTER), List.of(taken("a", View.MINIO_FS, "d")))).isEmpty();
  }

  @Test
  void noDatabaseWhichChangesWheneverThePlatformRuns() {
    InventorySummary files = taken("database", View.FILES, "p");
    assertThat(Pair.of(List.of(files), List.of(files))).isEmpty();
  }

  private static InventorySummary taken(String name, View view, String root) {
    return new InventorySummary(
        new InventoryName(name),
        view,
        "/data/" + root,
        new ContentDigest("a".repeat(64)),
        new InventoryCounts(1, 1, 1, 1, 0, 0, 1, 10, 0, 0));
  }
}
