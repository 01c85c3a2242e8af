package org.migrationauditor.verifier.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.messages.inventory.View.DICOMWEB;
import static org.migrationauditor.messages.inventory.View.DICOM_FILES;
import static org.migrationauditor.messages.inventory.View.METADATA_INDEX;
import static org.migrationauditor.messages.inventory.View.PACS_DATABASE;
import static org.migrationauditor.verifier.agreement.Pacs.SERIES;
import static org.migrationauditor.verifier.agreement.Pacs.STUDY;
import static org.migrationauditor.verifier.agreement.Pacs.fileOf;
import static org.migrationauditor.verifier.agreement.Pacs.listedAs;
import static org.migrationauditor.verifier.agreement.Pacs.md5;
import static org.migrationauditor.verifier.agreement.Pacs.plainFile;
import static org.migrationauditor.verifier.agreement.Pacs.purged;
import static org.migrationauditor.verifier.agreement.Pacs.rowOf;
import static org.migrationauditor.verifier.agreement.Pacs.series;
import static org.migrationauditor.verifier.agreement.Pacs.uids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;

/** What a dcm4chee archive does that makes a plain comparison lie. */
final class TrapsTest {
  @TempDir private Path folder;
  private Pacs pacs;

  @BeforeEach
  void makePacs() {
    pacs = new Pacs(folder);
  }

  @Test
  void purgedInstancesAreKnownFromTheMetadataOfTheirSeries() throws Exception {
    purgedSeries();
    pacs.file("fs1/f1", 1).file("fs1/f2", 2);
    pacs.with(METADATA_INDEX, series("doc", EntryState.PRESENT, SERIES));

    Pacs.Outcome outcome = pacs.agree();

    assertThat(outcome.coded()).isEmpty();
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aPurgedInstanceCanLoseItsFileAndADiskCanHoldMore() throws Exception {
    purgedSeries();
    pacs.file("fs1/f1", 1).file("fs1/f3", 3);

    assertThat(pacs.agree().coded())
        .containsExactly("ROW_WITHOUT_FILE fs1/f2", "FILE_WITHOUT_ROW fs1/f3");
  }

  @Test
  void withoutItsMetadataNobodyKnowsWhatAPurgedSeriesHeld() throws Exception {
    pacs.with(PACS_DATABASE, series("fs1/m.zip#m", EntryState.PURGED, SERIES, "m.zip"));
    pacs.file("fs1/f1", 1);

    Pacs.Outcome outcome = pacs.agree();

    assertThat(outcome.coded())
        .containsExactly("NOT_COMPARED fs1/f1", "ROW_WITHOUT_FILE fs1/m.zip");
  }

  @Test
  void metadataOfASeriesThatWasNotPurgedMayBeOld() throws Exception {
    pacs.file("fs1/f1", 1).row("f1", 1);
    pacs.with(DICOM_FILES, purged("fs1/m.zip", "old", 1));

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void purgedInstancesAreNotMissedByTheNetwork() throws Exception {
    purgedSeries();
    pacs.file("fs1/f1", 1).file("fs1/f2", 2).listed(DICOMWEB, 1);

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void everyCopyOfAPurgedInstanceIsLookedAt() throws Exception {
    pacs.with(PACS_DATABASE, series("fs1/m.zip#m", EntryState.PURGED, SERIES, "m.zip"));
    pacs.with(DICOM_FILES, plainFile("fs1/m.zip"));
    pacs.with(
        DICOM_FILES,
        purged(
            "fs1/m.zip",
            "f1",
            1,
            "copy.2.storage=fs1",
            "copy.2.path=copy",
            "copy.2.bytes=100",
            "copy.2.digest=md5:" + md5(1)));
    pacs.file("fs1/f1", 1);

    assertThat(pacs.agree().coded()).containsExactly("ROW_WITHOUT_FILE fs1/copy");
  }

  @Test
  void aCopyOfUnknownSizeCanBeLostToo() throws Exception {
    pacs.with(PACS_DATABASE, series("fs1/m.zip#m", EntryState.PURGED, SERIES, "m.zip"));
    pacs.with(DICOM_FILES, plainFile("fs1/m.zip"));
    pacs.with(
        DICOM_FILES,
        purged("fs1/m.zip", "f1", 1, "copy.2.storage=fs1", "copy.2.path=copy", "copy.2.bytes=x"));
    pacs.file("fs1/f1", 1);

    assertThat(pacs.agree().findings().getFirst().detail())
        .isEqualTo("a record of unknown size in the metadata as PURGED, no file");
  }

  @Test
  void metadataKeepsOnly32BitsOfASize() throws Exception {
    purgedSeries();
    pacs.file("fs1/f1", 1);
    pacs.with(DICOM_FILES, fileOf("fs1/f2", 2, 100 + (1L << 32), uids(STUDY, SERIES, 2)));

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void attributesThatTheDatabaseCoercedAreNoDifference() throws Exception {
    DicomEntry asReceived =
        new DicomEntry(
            STUDY,
            SERIES,
            "2.25.3.1",
            "1.2.3",
            "1.2.840.10008.1.2.1",
            "MR",
            "somebody else",
            null,
            null,
            null,
            null,
            null,
            DicomStructure.SOUND);
    pacs.with(DICOM_FILES, fileOf("fs1/f1", 1, 100, asReceived)).row("f1", 1);

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void whatTheNetworkSendsIsNeverHeldAgainstTheBytesOfAFile() throws Exception {
    pacs.file("fs1/f1", 1).listed(DICOMWEB, 1);

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void aSharedFileHasTheUidsOfOneInstanceOnly() throws Exception {
    pacs.file("fs1/f1", 1).row("f1", 1, "multi-ref=4");
    DicomEntry other = uids("2.25.91", "2.25.92", 9);
    pacs.with(PACS_DATABASE, remapped(other));

    assertThat(pacs.agree().coded()).isEmpty();
  }

  private static InventoryEntry remapped(DicomEntry uids) {
    InventoryEntry row =
        rowOf(
            "f1", 9, EntryState.PRESENT, 100, "md5:" + md5(1), "multi-ref=4", "uid-remapped=true");
    return new InventoryEntry(
        row.key(), row.kind(), row.bytes(), null, row.owner(), uids, row.recorded(), true, "");
  }

  @Test
  void aPathWithoutAMarkOfSharingIsClaimedTwice() throws Exception {
    pacs.file("fs1/f1", 1).row("f1", 1);
    pacs.with(
        PACS_DATABASE, rowOf("f1", 2, EntryState.REJECTED, 100, "md5:" + md5(1), "multi-ref=4"));

    assertThat(pacs.agree().coded())
        .containsExactly("IDENTITY_DISAGREES fs1/f1", "PATH_CLAIMED_TWICE fs1/f1");
  }

  @Test
  void theMarkOfATarIsNoMarkOfSharing() throws Exception {
    pacs.with(DICOM_FILES, plainFile("fs1/s.tar"), plainFile("fs1/s.tar!MD5SUM"));
    pacs.file("fs1/s.tar!a", 1).file("fs1/s.tar!b", 2);
    pacs.row("s.tar!a", 1, "multi-ref=7").row("s.tar!b", 2, "multi-ref=7");
    assertThat(pacs.agree().coded()).isEmpty();

    pacs.with(
        PACS_DATABASE,
        rowOf(
            "s.tar!b",
            3,
            EntryState.PRESENT,
            100,
            "md5:" + md5(2),
            "multi-ref=7",
            "uid-remapped=true"));

    assertThat(pacs.agree().coded()).containsExactly("PATH_CLAIMED_TWICE fs1/s.tar!b");
  }

  @Test
  void aMemberThatIsNotInItsTarIsLost() throws Exception {
    pacs.with(DICOM_FILES, plainFile("fs1/s.tar"), plainFile("fs1/odd"));
    pacs.file("fs1/s.tar!a", 1).file("fs1/s.tar!x", 3);
    pacs.row("s.tar!a", 1, "multi-ref=7").row("s.tar!b", 2, "multi-ref=7").row("odd!c", 4);

    assertThat(pacs.agree().coded())
        .containsExactly(
            "NOT_COMPARED fs1/odd!c",
            "ROW_WITHOUT_FILE fs1/s.tar!b",
            "FILE_WITHOUT_ROW fs1/s.tar!x");
  }

  @Test
  void oneGoodCopyDoesNotExcuseAnother() throws Exception {
    pacs.file("fs1/f1", 1).row("f1", 1);
    pacs.with(DICOM_FILES, fileOf("near/f1", 99, 100, uids(STUDY, SERIES, 1)));
    pacs.with(PACS_DATABASE, rowOf("f1", 1, EntryState.PRESENT, "storage=near"));
    pacs.with(PACS_DATABASE, rowOf("lost", 1, EntryState.PRESENT, "storage=near"));

    assertThat(pacs.agree().coded())
        .containsExactly("RECORDED_DIGEST_DISAGREES near/f1", "ROW_WITHOUT_FILE near/lost");
  }

  @Test
  void whatIsStoredIsWhatTheDatabaseHasAndNotWhatWasAnswered() throws Exception {
    pacs.file("fs1/f1", 1).row("f1", 1).listed(DICOMWEB, 1);
    pacs.with(DICOMWEB, listedAs(uids(STUDY, "2.25.99", 2)));

    assertThat(pacs.agree().coded()).containsExactly("NOT_IN_DATABASE 2.25.1/2.25.99/2.25.3.2");
  }

  @Test
  void aFileThatWasCutShortHasAnotherSize() throws Exception {
    pacs.with(DICOM_FILES, fileOf("fs1/f1", 7, 60, uids(STUDY, SERIES, 1))).row("f1", 1);

    assertThat(pacs.agree().coded())
        .containsExactly("RECORDED_DIGEST_DISAGREES fs1/f1", "SIZE_DISAGREES fs1/f1");
  }

  private void purgedSeries() {
    pacs.with(PACS_DATABASE, series("fs1/m.zip#m", EntryState.PURGED, SERIES, "m.zip"));
    pacs.with(
        DICOM_FILES,
        plainFile("fs1/m.zip"),
        purged("fs1/m.zip", "f1", 1),
        purged("fs1/m.zip", "f2", 2));
  }
}
