package org.migrationauditor.verifier.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.migrationauditor.messages.inventory.View.DICOMWEB;
import static org.migrationauditor.messages.inventory.View.DICOM_FILES;
import static org.migrationauditor.messages.inventory.View.DIMSE;
import static org.migrationauditor.messages.inventory.View.FILES;
import static org.migrationauditor.messages.inventory.View.METADATA_INDEX;
import static org.migrationauditor.messages.inventory.View.MINIO_FS;
import static org.migrationauditor.messages.inventory.View.PACS_DATABASE;
import static org.migrationauditor.messages.inventory.View.S3;
import static org.migrationauditor.verifier.agreement.Pacs.SERIES;
import static org.migrationauditor.verifier.agreement.Pacs.STUDY;
import static org.migrationauditor.verifier.agreement.Pacs.fileOf;
import static org.migrationauditor.verifier.agreement.Pacs.listedAs;
import static org.migrationauditor.verifier.agreement.Pacs.md5;
import static org.migrationauditor.verifier.agreement.Pacs.plainFile;
import static org.migrationauditor.verifier.agreement.Pacs.rowOf;
import static org.migrationauditor.verifier.agreement.Pacs.series;
import static org.migrationauditor.verifier.agreement.Pacs.uids;
import static org.migrationauditor.verifier.agreement.Pacs.unplaced;
import static org.migrationauditor.verifier.agreement.Pacs.unread;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

final class AgreementTest {
  @TempDir private Path folder;
  private Pacs pacs;

  @BeforeEach
  void makePacs() {
    pacs = Pacs.of(folder, 3);
  }

  @Test
  void fourViewsOfOneArchiveAgree() throws Exception {
    Agreement.Result result = pacs.agree().result();

    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.agreed()).isEqualTo(3 + 3 + 1);
  }

  @Test
  void theSameViewsGiveTheSameFindings() throws Exception {
    pacs.file("fs1/x", 9).row("y", 8);

    assertThat(pacs.agree().result().manifest().digest())
        .isEqualTo(pacs.agree().result().manifest().digest());
  }

  @Test
  void theFolderMayBeThatOfTheOnlyStorage() throws Exception {
    Pacs own = new Pacs(folder).rootNamed("anything");

    assertThat(own.file("f1", 1).row("f1", 1).agree().coded()).isEmpty();
  }

  @Test
  void theFolderMayBeNamedByOneStorageOfSeveral() throws Exception {
    Pacs own = new Pacs(folder).rootNamed("fs1").file("f1", 1).row("f1", 1);
    own.row("f1", 2, "storage=nearline");

    assertThat(own.agree().coded()).containsExactly("NOT_COMPARED nearline/");
  }

  @Test
  void aStorageWhoseFolderWasNotReadIsNotCompared() throws Exception {
    Pacs.Outcome outcome =
        pacs.with(PACS_DATABASE, rowOf("f9", 1, EntryState.PRESENT, "storage=nearline")).agree();

    assertThat(outcome.coded()).containsExactly("NOT_COMPARED nearline/");
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void findsARowWithoutFile() throws Exception {
    Pacs.Outcome outcome = pacs.without(DICOM_FILES, "fs1/f2").agree();

    assertThat(outcome.coded()).containsExactly("ROW_WITHOUT_FILE fs1/f2");
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(outcome.findings().getFirst().sopInstanceUid()).isEqualTo("2.25.3.2");
  }

  @ParameterizedTest
  @EnumSource(names = {"PRESENT", "REJECTED", "ORPHANED"})
  void whatIsKeptMustHaveItsFile(EntryState state) throws Exception {
    pacs.with(PACS_DATABASE, rowOf("gone", 1, state));

    assertThat(pacs.agree().coded()).contains("ROW_WITHOUT_FILE fs1/gone");
  }

  @Test
  void whatIsToBeDeletedMayHaveAFileOrNone() throws Exception {
    pacs.with(PACS_DATABASE, rowOf("gone", 8, EntryState.PENDING_DELETE));
    pacs.with(PACS_DATABASE, rowOf("there", 9, EntryState.PENDING_DELETE, 5, null));
    pacs.file("fs1/there", 77);

    assertThat(pacs.agree().coded()).isEmpty();
  }

  @Test
  void aStudyBeingDeletedIsNotCompared() throws Exception {
    pacs.row("gone", 8, "study-deleting=true");
    pacs.with(PACS_DATABASE, unplaced(9, EntryState.PENDING_DELETE, "study-deleting=true"));

    assertThat(pacs.agree().coded()).containsExactly("NOT_COMPARED fs1/gone");
  }

  @Test
  void anInstanceWithoutLocationIsARowWithoutFile() throws Exception {
    pacs.with(PACS_DATABASE, unplaced(9, EntryState.PRESENT)).listed(DICOMWEB, 9);

    assertThat(pacs.agree().coded()).containsExactly("ROW_WITHOUT_FILE 2.25.1/2.25.2/9#instance-9");
  }

  @Test
  void anInstanceThatKeepsOnlyMetadataIsNotCompared() throws Exception {
    pacs.with(PACS_DATABASE, unplaced(9, EntryState.PRESENT, "metadata-only=true"));
    pacs.listed(DICOMWEB, 9);

    assertThat(pacs.agree().coded()).containsExactly("NOT_COMPARED 2.25.1/2.25.2/9#instance-9");
  }

  @Test
  void anExternalInstanceIsNeitherThereNorLost() throws Exception {
    pacs.with(PACS_DATABASE, unplaced(9, EntryState.EXTERNAL, "external-aet=VNA"));
    pacs.listed(DICOMWEB, 9);

    assertThat(pacs.agree().coded()).containsExactly("NOT_COMPARED 2.25.1/2.25.2/9#instance-9");
  }

  @Test
  void aLocationOfNoInstanceIsFound() throws Exception {
    pacs.file("fs1/f9", 9).row("f9", 9, "detached=true").listed(DICOMWEB, 9);

    assertThat(pacs.agree().coded()).containsExactly("NOT_IN_DATABASE fs1/f9#location-9");
  }

  @Test
  void findsAFileWithoutRow() throws Exception {
    pacs.file("fs1/extra", 9).with(DICOM_FILES, plainFile("readme"));

    assertThat(pacs.agree().coded())
        .containsExactly("FILE_WITHOUT_ROW fs1/extra", "FILE_WITHOUT_ROW readme");
  }

  @Test
  void findsAnotherSize() throws Exception {
    pacs.without(PACS_DATABASE, "fs1/f1#location-1");
    pacs.with(PACS_DATABASE, rowOf("f1", 1, EntryState.PRESENT, 99, "md5:" + md5(1)));

    assertThat(pacs.agree().coded()).containsExactly("SIZE_DISAGREES fs1/f1");
  }

  @Test
  void findsAnotherDigestOfEachAlgorithm() throws Exception {
    pacs.file("fs1/a", 11).file("fs1/b", 12).file("fs1/c", 13);
    pacs.with(
        PACS_DATABASE,
        rowOf("a", 11, EntryState.REJECTED, 100, "md5:" + md5(12)),
        rowOf("b", 12, EntryState.REJECTED, 100, "sha256:" + "%064x".formatted(12)),
        rowOf("c", 13, EntryState.REJECTED, 100, "sha256:" + "%064x".formatted(12)));

    assertThat(pacs.agree().coded())
        .containsExactly("RECORDED_DIGEST_DISAGREES fs1/a", "RECORDED_DIGEST_DISAGREES fs1/c");
  }

  @Test
  void aDigestThatCannotBeCheckedIsNeverAgreed() throws Exception {
    Pacs own = new Pacs(folder).file("fs1/a", 1).file("fs1/b", 2).file("fs1/c", 3);
    own.with(
        PACS_DATABASE,
        rowOf("a", 1, EntryState.PRESENT, 100, "sha1:" + "0".repeat(40)),
        rowOf("b", 2, EntryState.PRESENT, 100, null),
        rowOf("c", 3, EntryState.PRESENT, 100, null, "unchecked-digest=abcd"));

    Pacs.Outcome outcome = own.agree();

    assertThat(outcome.result().findings()).isEqualTo(Map.of(FindingCode.NOT_COMPARED, 3L));
    assertThat(outcome.result().agreed()).isZero();
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(outcome.findings().get(0).detail()).contains("no sha1 was computed");
    assertThat(outcome.findings().get(1).detail()).contains("no digest of the file is recorded");
    assertThat(outcome.findings().get(2).detail()).contains("unknown algorithm");
  }

  @Test
  void filesOfWhichOnlyTheSha256WasComputedAreNotCompared() throws Exception {
    Pacs own = new Pacs(folder).row("a", 1);
    InventoryEntry file = fileOf("fs1/a", 1, 100, uids(STUDY, SERIES, 1));

    Pacs.Outcome outcome = own.with(DICOM_FILES, file.with(Recorded.NOTHING, "")).agree();

    assertThat(outcome.coded()).containsExactly("NOT_COMPARED fs1/a");
  }

  @Test
  void findsAFileOfAnotherInstance() throws Exception {
    pacs.without(DICOM_FILES, "fs1/f1");
    pacs.with(DICOM_FILES, fileOf("fs1/f1", 1, 100, uids(STUDY, "2.25.99", 1)));

    assertThat(pacs.agree().coded()).containsExactly("IDENTITY_DISAGREES fs1/f1");
  }

  @Test
  void aFileThatIsNoInstanceHasAnotherIdentity() throws Exception {
    pacs.without(DICOM_FILES, "fs1/f1").with(DICOM_FILES, plainFile("fs1/f1"));

    assertThat(pacs.agree().coded()).contains("IDENTITY_DISAGREES fs1/f1", "SIZE_DISAGREES fs1/f1");
  }

  @Test
  void aFileThatCouldNotBeReadMakesItIndeterminate() throws Exception {
    pacs.without(DICOM_FILES, "fs1/f1").with(DICOM_FILES, unread("fs1/f1", EntryKind.FILE));

    Pacs.Outcome outcome = pacs.agree();

    assertThat(outcome.coded()).containsExactly("UNREADABLE fs1/f1");
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void whatLiesInAFolderThatCouldNotBeListedIsNotLost() throws Exception {
    pacs.without(DICOM_FILES, "fs1/f1").without(DICOM_FILES, "fs1/f2");
    pacs.with(DICOM_FILES, unread("fs1/f1", EntryKind.UNKNOWN));
    pacs.row("sub/a", 7).listed(DICOMWEB, 7);
    pacs.with(DICOM_FILES, unread("fs1/sub/", EntryKind.DIRECTORY));

    assertThat(pacs.agree().coded())
        .containsExactly(
            "UNREADABLE fs1/f1",
            "UNREADABLE fs1/f1",
            "ROW_WITHOUT_FILE fs1/f2",
            "UNREADABLE fs1/sub/",
            "UNREADABLE fs1/sub/a");
  }

  @Test
  void findsAUidInTwoSeriesOfOneView() throws Exception {
    pacs.with(DICOMWEB, listedAs(uids(STUDY, "2.25.99", 1)));

    assertThat(pacs.agree().coded())
        .containsExactly(
            "UID_IN_TWO_SERIES 2.25.1/2.25.2/2.25.3.1", "NOT_IN_DATABASE 2.25.1/2.25.99/2.25.3.1");
  }

  @ParameterizedTest
  @EnumSource(names = {"DICOMWEB", "DIMSE"})
  void findsWhatTheNetworkDoesNotList(View view) throws Exception {
    Pacs own = new Pacs(folder).row("f1", 1).row("f2", 2).listed(view, 2).listed(view, 3);

    assertThat(own.agree().coded())
        .contains("NOT_IN_WEB fs1/f1#location-1", "NOT_IN_DATABASE 2.25.1/2.25.2/2.25.3.3");
  }

  @Test
  void aNetworkMayHideWhatWasRejected() throws Exception {
    pacs.file("fs1/f8", 8).with(PACS_DATABASE, rowOf("f8", 8, EntryState.REJECTED));
    pacs.file("fs1/f9", 9).with(PACS_DATABASE, rowOf("f9", 9, EntryState.REJECTED));

    assertThat(pacs.listed(DICOMWEB, 8).agree().coded()).isEmpty();
  }

  @Test
  void withoutADatabaseTheDiskIsWhatTheNetworkMustList() throws Exception {
    pacs.withoutView(PACS_DATABASE).file("fs1/f8", 8).listed(DICOMWEB, 9);

    assertThat(pacs.agree().coded())
        .containsExactly("ROW_WITHOUT_FILE 2.25.1/2.25.2/2.25.3.9", "NOT_IN_WEB fs1/f8");
  }

  @Test
  void aListingWithHolesProvesNoAbsence() throws Exception {
    pacs.without(DICOMWEB, "2.25.1/2.25.2/2.25.3.1");
    pacs.with(DICOMWEB, unread("2.25.77", EntryKind.UNKNOWN));

    assertThat(pacs.agree().coded())
        .containsExactly("UNREADABLE 2.25.77", "UNREADABLE fs1/f1#location-1");
  }

  @Test
  void findsSeriesThatTheIndexLacksAndThoseItAloneHas() throws Exception {
    pacs.without(METADATA_INDEX, "doc");
    pacs.with(METADATA_INDEX, series("other", EntryState.PRESENT, "2.25.99"));

    assertThat(pacs.agree().coded()).containsExactly("NOT_IN_INDEX 2.25.2", "ONLY_IN_INDEX other");
  }

  @Test
  void anUnreadViewExcusesWhatOnlyTheIndexHas() throws Exception {
    pacs.with(METADATA_INDEX, series("other", EntryState.PRESENT, "2.25.99"));
    pacs.with(DICOM_FILES, unread("fs1/x", EntryKind.FILE));

    assertThat(pacs.agree().coded()).containsExactly("UNREADABLE fs1/x", "UNREADABLE other");
  }

  @Test
  void nothingAgainstNothingIsIndeterminate() throws Exception {
    Pacs empty = new Pacs(folder).with(DICOM_FILES).with(PACS_DATABASE);

    Pacs.Outcome outcome = empty.agree();

    assertThat(outcome.coded()).containsExactly("EMPTY ./");
    assertThat(outcome.result().verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void anEmptyDiskIsALossOfEveryFile() throws Exception {
    Pacs own = new Pacs(folder).with(DICOM_FILES).row("f1", 1).row("f2", 2);

    assertThat(own.agree().coded()).containsExactly("ROW_WITHOUT_FILE f1", "ROW_WITHOUT_FILE f2");
  }

  @Test
  void refusesWhatAreNotViewsOfOnePacs() {
    assertThatIOException()
        .isThrownBy(() -> new Pacs(folder).with(DICOM_FILES).agree())
        .withMessageContaining("give two or more");
    assertThatIOException()
        .isThrownBy(() -> new Pacs(folder).with(DIMSE).with(FILES).agree())
        .withMessageContaining("view FILES is none of a PACS");
    assertThatIOException()
        .isThrownBy(() -> new Pacs(folder).with(DIMSE).with(S3).with(MINIO_FS).agree())
        .withMessageContaining("two inventories are of what view MINIO_FS shows");
  }
}
