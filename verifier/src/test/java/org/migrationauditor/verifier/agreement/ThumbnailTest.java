package org.migrationauditor.verifier.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.messages.inventory.View.DICOM_FILES;
import static org.migrationauditor.messages.inventory.View.METADATA_INDEX;
import static org.migrationauditor.messages.inventory.View.MINIO_FS;
import static org.migrationauditor.messages.inventory.View.PACS_DATABASE;
import static org.migrationauditor.messages.inventory.View.S3;
import static org.migrationauditor.verifier.agreement.Pacs.object;
import static org.migrationauditor.verifier.agreement.Pacs.series;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.verifier.inventory.EntryKind;

/** Thumbnails in an object store, and the series they are of. */
final class ThumbnailTest {
  private static final String OF_SEGMENTATION = old("2.25.7");

  @TempDir private Path folder;
  private Pacs pacs;

  @BeforeEach
  void makePacs() {
    pacs =
        new Pacs(folder)
            .with(METADATA_INDEX, series("2.25.7", "SEG"))
            .with(METADATA_INDEX, series("2.25.8", "CT"));
  }

  private static String old(String series) {
    return "thumbnails/batch/%1$s/generate-segmentation-thumbnail/%1$s.png".formatted(series);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thumbnails/batch/2.25.7/generate-segmentation-thumbnail/2.25.7.png",
        "project-admin/thumbnails/2.25.7.png"
      })
  void aSegmentationHasItsThumbnail(String key) throws Exception {
    Agreement.Result result = pacs.with(S3, object(key), object("uploads/x")).agree().result();

    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.agreed()).isEqualTo(1);
  }

  @Test
  void otherSeriesMayHaveOne() throws Exception {
    pacs.with(MINIO_FS, object(OF_SEGMENTATION), object("project-a/thumbnails/2.25.8.png"));

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void findsSeriesWithoutThumbnail() throws Exception {
    pacs.with(METADATA_INDEX, series("2.25.9", "RTSTRUCT"), series("2.25.10", "MR"));

    assertThat(pacs.with(S3, object("uploads/x")).agree().coded())
        .containsExactly("NO_THUMBNAIL 2.25.7", "NO_THUMBNAIL 2.25.9");
  }

  @Test
  void findsThumbnailsWithoutSeries() throws Exception {
    pacs.with(S3, object(OF_SEGMENTATION), object(old("2.25.99")));

    assertThat(pacs.agree().coded()).containsExactly("THUMBNAIL_WITHOUT_SERIES " + old("2.25.99"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thumbnails/2.25.7.png",
        "thumbnails/batch/2.25.7/generate-segmentation-thumbnail/2.25.8.png",
        "thumbnails/batch/2.25.7/generate-segmentation-thumbnail/2.25.7.jpg",
        "thumbnails/batch/2.25.7/other/2.25.7.png",
        "project-admin/thumbnails/old/2.25.7.png"
      })
  void whatNamesNoSeriesIsNoThumbnail(String key) throws Exception {
    pacs.with(S3, object(OF_SEGMENTATION), object(key));

    assertThat(pacs.agree().coded()).containsExactly("NOT_COMPARED " + key);
  }

  @Test
  void aStoreWithHolesProvesNoAbsence() throws Exception {
    pacs.with(S3, Pacs.unread("thumbnails/", EntryKind.UNKNOWN));

    assertThat(pacs.agree().coded()).containsExactly("UNREADABLE 2.25.7", "UNREADABLE thumbnails/");
  }

  @Test
  void aPacsWithHolesMayHoldTheSeries() throws Exception {
    pacs.with(S3, object(OF_SEGMENTATION), object(old("2.25.99")));
    pacs.with(METADATA_INDEX, Pacs.unread("doc", EntryKind.SERIES));

    assertThat(pacs.agree().coded())
        .containsExactly("UNREADABLE doc", "UNREADABLE " + old("2.25.99"));
  }

  @Test
  void aSeriesOfUnknownModalityIsNotCompared() throws Exception {
    pacs.with(METADATA_INDEX, series("2.25.9", null)).with(S3, object(OF_SEGMENTATION));

    assertThat(pacs.agree().coded()).containsExactly("NOT_COMPARED 2.25.9");
  }

  @Test
  void whatTheDatabaseNoLongerHasNeedsNone() throws Exception {
    pacs.with(PACS_DATABASE).with(S3, object("uploads/x"));

    assertThat(pacs.agree().coded())
        .containsExactly("ONLY_IN_INDEX 2.25.7", "ONLY_IN_INDEX 2.25.8");
  }

  @Test
  void unreadObjectsExcuseNoOtherView() throws Exception {
    pacs.with(DICOM_FILES).with(S3, object(OF_SEGMENTATION));
    pacs.with(S3, Pacs.unread("uploads/x", EntryKind.OBJECT));

    assertThat(pacs.agree().coded())
        .containsExactly("ONLY_IN_INDEX 2.25.7", "ONLY_IN_INDEX 2.25.8", "UNREADABLE uploads/x");
  }
}
