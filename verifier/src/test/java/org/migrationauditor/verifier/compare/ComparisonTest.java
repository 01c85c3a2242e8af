package org.migrationauditor.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.migrationauditor.verifier.compare.Ledger.decoded;
import static org.migrationauditor.verifier.compare.Ledger.file;
import static org.migrationauditor.verifier.compare.Ledger.instance;
import static org.migrationauditor.verifier.compare.Ledger.reencoded;
import static org.migrationauditor.verifier.compare.Ledger.unread;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.manifest.Manifest;

/** What is found when something could not be read, or was announced. */
final class ComparisonTest {
  private static final ExpectedChange[] EXCUSES =
      Stream.of(FindingCode.values())
          .map(code -> new ExpectedChange(code, "**", "excuse"))
          .toArray(ExpectedChange[]::new);

  @TempDir private Path dir;
  private Ledger files;
  private Ledger dicom;

  @BeforeEach
  void makeLedgers() {
    files = new Ledger(dir, View.FILES);
    dicom = new Ledger(dir, View.DICOM_FILES);
  }

  @Test
  void equalFilesAreAMultisetInWhichMovesAndDuplicatesAddUp() throws Exception {
    Manifest before = files.of(file("a", "x"), file("b", "x"), file("c", "x"), file("d", "y"));
    Manifest after =
        files.of(file("c", "x"), file("d", "y"), file("e", "x"), file("f", "x"), file("g", "x"));

    assertFound(before, after, Verdict.FAILED, "MOVED a", "MOVED b", "DUPLICATED g");
    assertFound(after, before, Verdict.FAILED, "MOVED e", "MOVED f", "MISSING g");
    assertFound(
        files.of(file("a", "x"), file("d", "y")),
        after,
        Verdict.FAILED,
        "MOVED a",
        "EXTRA e",
        "EXTRA f",
        "EXTRA g");
  }

  @Test
  void emptyFilesAndThoseOfAnotherOwnerBelongToNoOther() throws Exception {
    Manifest before =
        files.of(file("a", ""), file("b", "x"), instance("c", "1.2", "one", "pixels"));
    Manifest after = files.of(file("b", "x"), file("d", ""), instance("e", "1.2", "two", "pixels"));

    assertFound(before, after, Verdict.FAILED, "MISSING a", "MISSING c", "EXTRA d", "EXTRA e");
  }

  @Test
  void whoAnnouncesAnExtraEntryAnnouncesItsBytesToBeOthers() throws Exception {
    Comparison.Result result =
        compare(
            files.of(file("a", "x")),
            files.of(file("a", "x"), file("new", "x")),
            new ExpectedChange(FindingCode.EXTRA, "new", "note"));

    assertThat(result.expected()).containsExactly(entry(FindingCode.DUPLICATED, 1L));
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aMoveIsAnnouncedByBothItsHalvesOrByItself() throws Exception {
    Manifest before = files.of(file("a", "x"), file("tmp/1", "y"));
    Manifest after = files.of(file("a", "x"), file("trash/1", "y"));
    ExpectedChange gone = new ExpectedChange(FindingCode.MISSING, "tmp/*", "cleared");
    ExpectedChange come = new ExpectedChange(FindingCode.EXTRA, "trash/*", "kept");
    ExpectedChange moved = new ExpectedChange(FindingCode.MOVED, "tmp/*", "put aside");

    assertThat(compare(before, after, gone).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(compare(before, after, come).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(compare(before, after, gone, come).expected())
        .containsExactly(entry(FindingCode.MOVED, 1L));
    assertThat(compare(before, after, moved).expected())
        .containsExactly(entry(FindingCode.MOVED, 1L));
  }

  @Test
  void aChangedInstanceIsToldByHowMuchStayed() throws Exception {
    String native1 = "1.2.840.10008.1.2";
    String native2 = "1.2.840.10008.1.2.2";
    Manifest before =
        dicom.of(
            reencoded("a", "old", "set", "pixels", native1),
            reencoded("b", "old b", "set", "pixels", native1),
            reencoded("c", "old c", "set", "pixels", native1),
            reencoded("d", "old d", "set", "pixels", native1),
            reencoded("e", "old e", null, "pixels", native1),
            reencoded("f", "old f", "set", null, native1),
            reencoded("g", "old g", "set", null, native1));
    Manifest after =
        dicom.of(
            reencoded("a", "n", "set", "pixels", native2),
            reencoded("b", "new", "other", "pixels", native2),
            reencoded("c", "new c", "set", "others", native2),
            reencoded("d", "new d", "set", "pixels", "1.2.840.10008.1.2.4.50"),
            reencoded("e", "new e", null, "pixels", native1),
            reencoded("f", "new f", "set", null, native1),
            reencoded("g", "new g", "other", null, native1));

    assertFound(
        before,
        after,
        Verdict.FAILED,
        "REENCODED a",
        "PIXELS_SAME b",
        "DIGEST_MISMATCH c",
        "DIGEST_MISMATCH d",
        "DIGEST_MISMATCH e",
        "REENCODED f",
        "DIGEST_MISMATCH g");
    assertThat(
            compare(
                    before,
                    after,
                    new ExpectedChange(FindingCode.DIGEST_MISMATCH, "*", "rewritten"))
                .verdict())
        .isEqualTo(Verdict.INDETERMINATE); // nothing was equal
  }

  @Test
  void anotherCompressionIsJudgedByDecodedPixelsOrNotAtAll() throws Exception {
    String raw = "1.2.840.10008.1.2.1";
    String rle = "1.2.840.10008.1.2.5";
    String lossless = "1.2.840.10008.1.2.4.80";
    String lossy = "1.2.840.10008.1.2.4.50";
    Manifest before =
        dicom.of(
            decoded("a", "old", "set", "raw", "decoded", raw),
            decoded("b", "old", "set", "raw", "decoded", raw),
            decoded("c", "old", "set", "raw", "decoded", raw),
            decoded("d", "old", "set", "raw", "decoded", raw),
            decoded("e", "old", "set", "one", null, lossless),
            decoded("f", "old", "set", "raw", "decoded", raw),
            decoded("g", "old", "set", "raw", "decoded", raw),
            decoded("h", "old", "set", "planes", "decoded", raw),
            decoded("i", "old", "set", "raw", "decoded", raw));
    Manifest after =
        dicom.of(
            decoded("a", "new", "set", "runs", "decoded", rle),
            decoded("b", "new", "set", "runs", "others", rle),
            decoded("c", "new", "set", "jls", null, lossless),
            decoded("d", "new", "set", "jpeg", null, lossy),
            decoded("e", "new", "set", "two", null, lossless),
            decoded("f", "new", "other", "jls", null, lossless),
            decoded("g", "new", "other", "runs", "decoded", rle),
            decoded("h", "new", "set", "pixels", "decoded", raw),
            decoded("i", "n", "set", "runs", "decoded", rle));

    assertFound(
        before,
        after,
        Verdict.FAILED,
        "TRANSCODED a",
        "DIGEST_MISMATCH b",
        "PIXELS_NOT_COMPARED c",
        "DIGEST_MISMATCH d",
        "DIGEST_MISMATCH e",
        "DIGEST_MISMATCH f",
        "PIXELS_SAME g",
        "TRANSCODED h",
        "TRANSCODED i");
    assertThat(findings(compare(before, after)))
        .extracting(Finding::detail)
        .contains(
            "the same pixels, compressed or arranged in another way; the same attributes",
            "pixel data in another compression that is not decoded here; the same attributes",
            "3 bytes in the first inventory, 3 in the second, other content, pixel data in another"
                + " compression that is not decoded here; other attributes, it is not known which",
            "the same decoded pixels; other attributes, it is not known which");
  }

  @Test
  void pixelsThatWereNotComparedAreNeverExcused() throws Exception {
    Manifest before =
        dicom.of(
            file("rest", "x"), decoded("a", "old", "set", "raw", "decoded", "1.2.840.10008.1.2.1"));
    Manifest after =
        dicom.of(
            file("rest", "x"), decoded("a", "new", "set", "jls", null, "1.2.840.10008.1.2.4.80"));

    Comparison.Result result =
        compare(
            before,
            after,
            new ExpectedChange(FindingCode.PIXELS_NOT_COMPARED, "*", "compressed"),
            new ExpectedChange(FindingCode.DIGEST_MISMATCH, "*", "compressed"));

    assertThat(result.verdict()).isEqualTo(Verdict.INDETERMINATE);
    assertThat(result.expected()).isEmpty();
  }

  @Test
  void anInstanceThatWasMovedAndChangedIsOneFinding() throws Exception {
    InventoryEntry changed = reencoded("old/1", "old", "set", "pixels", "1.2.840.10008.1.2");
    InventoryEntry there = reencoded("new/1", "new", "set", "pixels", "1.2.840.10008.1.2.1");
    Manifest before = dicom.of(changed, file("rest", "x"));
    Manifest after = dicom.of(there, file("rest", "x"));

    assertFound(before, after, Verdict.FAILED, "REENCODED old/1");
    Finding finding = findings(compare(before, after)).getFirst();
    assertThat(finding.detail())
        .isEqualTo(
            "the same data set and pixel data in other bytes, its SOP Instance UID is at 'new/1' in"
                + " the second inventory");
    assertThat(finding.beforeDigest()).isEqualTo(changed.digest());
    assertThat(finding.afterDigest()).isEqualTo(there.digest());
  }

  @Test
  void aFileUnreadOnOneSideIsUnreadable() throws Exception {
    Manifest read = files.of(file("a", "1"), file("b", "2"));
    Manifest unread = files.of(file("a", "1"), unread("b", EntryKind.FILE));

    assertFound(read, unread, Verdict.INDETERMINATE, "UNREADABLE b");
    assertFound(unread, read, Verdict.INDETERMINATE, "UNREADABLE b");
    assertFound(unread, unread, Verdict.INDETERMINATE, "UNREADABLE b");
  }

  @Test
  void whatAnUnlistedFolderMayHoldIsNeitherMissingNorExtra() throws Exception {
    Manifest all = files.of(file("a", "1"), file("d/e/x", "2"), file("d/y", "3"), file("dz", "4"));
    Manifest part = files.of(file("a", "1"), unread("d/", EntryKind.DIRECTORY), file("dz", "4"));

    assertFound(
        all, part, Verdict.INDETERMINATE, "UNREADABLE d/", "UNREADABLE d/e/x", "UNREADABLE d/y");
    assertFound(
        part, all, Verdict.INDETERMINATE, "UNREADABLE d/", "UNREADABLE d/e/x", "UNREADABLE d/y");
  }

  @Test
  void unlistedFoldersMayLieInOneAnotherAndBesideOneAnother() throws Exception {
    Manifest all =
        files.of(
            file("a/b/x", "1"),
            file("a/c", "2"),
            file("a0", "3"),
            file("b/x", "4"),
            file("c", "5"));
    Manifest part =
        files.of(
            unread("a/", EntryKind.DIRECTORY),
            unread("a/b/", EntryKind.DIRECTORY),
            unread("a/b/c/", EntryKind.DIRECTORY),
            unread("b", EntryKind.UNKNOWN),
            file("c", "5"));

    assertFound(
        all,
        part,
        Verdict.FAILED,
        "UNREADABLE a/",
        "UNREADABLE a/b/",
        "UNREADABLE a/b/c/",
        "UNREADABLE a/b/x",
        "UNREADABLE a/c",
        "MISSING a0",
        "UNREADABLE b",
        "UNREADABLE b/x");
  }

  @Test
  void whatAnUnlistedRootMayHoldIsNotMissing() throws Exception {
    Manifest all = files.of(file("a", "1"), file("d/x", "2"));
    Manifest part = files.of(unread("./", EntryKind.DIRECTORY), file("a", "1"));

    assertFound(all, part, Verdict.INDETERMINATE, "UNREADABLE ./", "UNREADABLE d/x");
  }

  @Test
  void whatCouldNotBeLookedAtHasNoOtherType() throws Exception {
    Manifest all = files.of(file("a", "1"), file("f", "2"), file("d/x", "3"));
    Manifest part =
        files.of(file("a", "1"), unread("f", EntryKind.UNKNOWN), unread("d", EntryKind.UNKNOWN));

    assertFound(all, part, Verdict.INDETERMINATE, "UNREADABLE d", "UNREADABLE d/x", "UNREADABLE f");
    assertFound(part, all, Verdict.INDETERMINATE, "UNREADABLE d", "UNREADABLE d/x", "UNREADABLE f");
  }

  @Test
  void aFileKnownToBeAFolderNowChangedItsTypeEvenIfThatIsUnlisted() throws Exception {
    assertFound(
        files.of(file("a", "1"), file("d", "2")),
        files.of(file("a", "1"), unread("d/", EntryKind.DIRECTORY)),
        Verdict.FAILED,
        "TYPE_CHANGED d",
        "UNREADABLE d/");
  }

  @Test
  void announcedFindingsAreListedApartWithTheirReason() throws Exception {
    Manifest before = files.of(file("keep", "1"), file("logs/a.log", "2"), file("logs/b.txt", "3"));
    Manifest after = files.of(file("keep", "1"));

    Comparison.Result result =
        compare(before, after, new ExpectedChange(FindingCode.MISSING, "logs/*.log", "rotated"));

    assertThat(result.findings()).containsExactly(entry(FindingCode.MISSING, 1L));
    assertThat(result.expected()).containsExactly(entry(FindingCode.MISSING, 1L));
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(findings(result))
        .extracting(Finding::key, Finding::expectedBecause)
        .containsExactly(tuple("logs/a.log", "rotated"), tuple("logs/b.txt", null));
  }

  @Test
  void aComparisonPassesWhenAllFindingsWereAnnounced() throws Exception {
    Manifest before = files.of(file("keep", "1"), file("logs/a.log", "2"), file("logs/x/b", "3"));
    Manifest after = files.of(file("keep", "1"));

    Comparison.Result result =
        compare(before, after, new ExpectedChange(FindingCode.MISSING, "logs/**", "rotated"));

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.findings()).isEmpty();
    assertThat(result.expected()).isEqualTo(Map.of(FindingCode.MISSING, 2L));
  }

  @Test
  void nothingPassesByAnnouncingAllThereIs() throws Exception {
    Comparison.Result result =
        compare(
            files.of(file("a", "1")),
            files.of(file("b", "1")),
            new ExpectedChange(FindingCode.MISSING, "**", "gone"),
            new ExpectedChange(FindingCode.EXTRA, "**", "new"));

    assertThat(result.findings()).isEmpty();
    assertThat(result.compared()).isZero();
    assertThat(result.verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void anAnnouncementIsOfItsCodeOnly() throws Exception {
    Comparison.Result result =
        compare(
            files.of(file("keep", "1"), file("a", "22")),
            files.of(file("keep", "1"), file("a", "2")),
            new ExpectedChange(FindingCode.DIGEST_MISMATCH, "a", "rewritten"));

    assertThat(result.findings()).containsExactly(entry(FindingCode.TRUNCATED, 1L));
    assertThat(result.expected()).isEmpty();
  }

  @Test
  void anAnnouncementThatMatchesNothingIsNoFault() throws Exception {
    Manifest same = files.of(file("a", "1"));
    Comparison.Result result =
        compare(same, same, new ExpectedChange(FindingCode.EXTRA, "phantom", "may come"));

    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.expected()).isEmpty();
  }

  @Test
  void whatWasNotReadIsNeverExcused() throws Exception {
    Manifest all = files.of(file("a", "1"), file("b", "2"), file("d/x", "3"));
    Manifest part =
        files.of(
            file("a", "1"),
            unread("b", EntryKind.FILE),
            unread("c", EntryKind.FILE),
            unread("d/", EntryKind.DIRECTORY));

    Comparison.Result result = compare(all, part, EXCUSES);

    assertThat(result.expected()).isEmpty();
    assertThat(result.findings())
        .isEqualTo(Map.of(FindingCode.UNREADABLE, 3L, FindingCode.EXTRA, 1L));
  }

  @Test
  void whatHasNoDigestOnBothSidesIsNeverEqualNorExcused() throws Exception {
    Manifest listed = files.of(Ledger.listed("a", 1), Ledger.listed("b", 2), file("c", "333"));
    Manifest read = files.of(file("a", "1"), Ledger.listed("b", 2), Ledger.listed("c", 2));

    Comparison.Result result = compare(listed, read);
    Comparison.Result excused = compare(listed, read, EXCUSES);

    assertThat(result.compared()).isZero();
    assertThat(result.findings())
        .isEqualTo(Map.of(FindingCode.NOT_COMPARED, 2L, FindingCode.TRUNCATED, 1L));
    assertThat(excused.findings()).containsEntry(FindingCode.NOT_COMPARED, 2L);
  }

  @Test
  void emptinessIsNeverExcused() throws Exception {
    Comparison.Result result = compare(files.of(), files.of(), EXCUSES);

    assertThat(result.findings()).isEqualTo(Map.of(FindingCode.EMPTY, 1L));
    assertThat(result.verdict()).isEqualTo(Verdict.INDETERMINATE);
  }

  @Test
  void aStudyIsAnnouncedByItsUid() throws Exception {
    Manifest before =
        dicom.of(instance("a", "1.2", "trial", "one"), instance("b", "1.2.3", "trial", "two"));
    Manifest after =
        dicom.of(
            instance("a", "1.2", "trial", "one"),
            instance("b", "1.2.3", "trial", "two"),
            instance("phantom/c", "9.9", "unassigned", "three"),
            instance("phantom/d", "9.9.1", "unassigned", "four!"));

    Comparison.Result result =
        compare(before, after, new ExpectedChange(FindingCode.EXTRA, "study:9.9", "phantom"));

    assertThat(findings(result))
        .extracting(Finding::key, Finding::expectedBecause)
        .containsExactly(tuple("phantom/c", "phantom"), tuple("phantom/d", null));
  }

  @Test
  void eachOwnerHasAVerdictOfTheirOwn() throws Exception {
    Manifest before =
        dicom.of(
            instance("a", "1.1", "A", "one"),
            instance("b", "1.2", "B", "two"),
            instance("c", "1.3", "C", "three"),
            instance("d", "1.3", "C", "four!"));
    Manifest after = dicom.of(instance("a", "1.1", "A", "one"), instance("c", "1.3", "C", "three"));
    Comparison.Result result =
        compare(before, after, new ExpectedChange(FindingCode.MISSING, "b", "withdrawn"));

    assertThat(new FindingsReader(dir).verdictByOwner(before, after, result.manifest()))
        .containsExactly(
            entry(new OwnerKey("A"), Verdict.PASSED),
            entry(new OwnerKey("B"), Verdict.INDETERMINATE),
            entry(new OwnerKey("C"), Verdict.FAILED));
    assertThat(new FindingsReader(dir).findings(result.manifest(), new OwnerKey("C"), 10))
        .extracting(Finding::key)
        .containsExactly("d");
  }

  @Test
  void anUnreadDicomFileConcernsEveryOwner() throws Exception {
    Manifest before = dicom.of(instance("a", "1.1", "A", "one"), unread("x", EntryKind.FILE));
    Manifest after = dicom.of(instance("a", "1.1", "A", "one"), unread("x", EntryKind.FILE));
    Comparison.Result result = compare(before, after);

    assertThat(new FindingsReader(dir).verdictByOwner(before, after, result.manifest()))
        .containsEntry(new OwnerKey("A"), Verdict.INDETERMINATE);
    assertThat(new FindingsReader(dir).findings(result.manifest(), new OwnerKey("A"), 10))
        .extracting(Finding::key)
        .containsExactly("x");
  }

  @Test
  void aChangedInstanceTellsWhetherItsPixelsChanged() throws Exception {
    Comparison.Result result =
        compare(
            dicom.of(instance("a", "1.1", "A", "one"), instance("b", "1.1", "A", "same")),
            dicom.of(instance("a", "1.1", "A", "two"), instance("b", "1.1", "A", "same")));

    assertThat(findings(result))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.detail())
                  .isEqualTo(
                      "3 bytes in the first inventory, 3 in the second, other content, other pixel"
                          + " data; other attributes, it is not known which");
              assertThat(finding.beforeDigest()).isEqualTo(Ledger.digest("one"));
              assertThat(finding.afterDigest()).isEqualTo(Ledger.digest("two"));
              assertThat(finding.studyInstanceUid()).isEqualTo("1.1");
            });
  }

  @Test
  void viewsAreNotCompared() throws Exception {
    Manifest one = files.of(file("a", "1"));
    Manifest other = dicom.of(file("a", "1"));
    assertThatIOException()
        .isThrownBy(() -> compare(one, other))
        .withMessage(
            "comparison: the first inventory is of view FILES, the second of DICOM_FILES; take both"
                + " of one view");
  }

  @Test
  void findingsOfOtherInventoriesGiveNoVerdicts() throws Exception {
    Manifest one = files.of(file("a", "1"));
    Manifest other = files.of(file("a", "2"));
    Comparison.Result result = compare(one, one);

    assertThatIOException()
        .isThrownBy(() -> new FindingsReader(dir).verdictByOwner(one, other, result.manifest()))
        .withMessageContaining("are not of inventories");
    assertThatIOException()
        .isThrownBy(() -> new FindingsReader(dir).findings(one, null, 1))
        .withMessageContaining("holds no findings in a format known here");
  }

  @Test
  void excerptsAreTheBeginningOfWhatIsFoundForEachOwnerAndForAll() throws Exception {
    List<OwnerKey> owners = Stream.of("A", "B", "stranger").map(OwnerKey::new).toList();
    Manifest before =
        dicom.of(
            instance("a", "1.1", "A", "one"),
            instance("b", "1.2", "A", "two"),
            instance("c", "1.3", "B", "three"),
            unread("x", EntryKind.FILE));
    Manifest after = dicom.of(instance("d", "1.4", "B", "other"), unread("x", EntryKind.FILE));
    Manifest found = compare(before, after).manifest();
    FindingsReader reader = new FindingsReader(dir);

    Excerpts excerpts = reader.excerpts(found, owners, 2);

    assertThat(excerpts.all().total()).isEqualTo(5);
    assertThat(excerpts.all().first()).isEqualTo(reader.findings(found, null, 2));
    for (OwnerKey owner : owners) {
      List<Finding> all = reader.findings(found, owner, 1000);
      assertThat(excerpts.of(owner).total()).isPositive().isEqualTo(all.size());
      assertThat(excerpts.of(owner).first()).isEqualTo(all.subList(0, Math.min(2, all.size())));
    }
  }

  private void assertFound(Manifest before, Manifest after, Verdict verdict, String... coded)
      throws Exception {
    Comparison.Result result = compare(before, after);
    assertThat(findings(result))
        .extracting(finding -> finding.code() + " " + finding.key())
        .containsExactly(coded);
    assertThat(result.verdict()).isEqualTo(verdict);
  }

  private Comparison.Result compare(Manifest before, Manifest after, ExpectedChange... expected)
      throws Exception {
    return new Comparison(dir).compare(before, after, Set.of(), List.of(expected));
  }

  private List<Finding> findings(Comparison.Result result) throws Exception {
    return new FindingsReader(dir).findings(result.manifest(), null, 1000);
  }
}
