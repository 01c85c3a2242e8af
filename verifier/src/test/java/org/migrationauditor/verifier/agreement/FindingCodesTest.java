package org.migrationauditor.verifier.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.messages.inventory.View.DICOMWEB;
import static org.migrationauditor.messages.inventory.View.DICOM_FILES;
import static org.migrationauditor.messages.inventory.View.FILES;
import static org.migrationauditor.messages.inventory.View.METADATA_INDEX;
import static org.migrationauditor.messages.inventory.View.MINIO_FS;
import static org.migrationauditor.messages.inventory.View.PACS_DATABASE;
import static org.migrationauditor.verifier.agreement.FindingTrial.object;
import static org.migrationauditor.verifier.agreement.Pacs.SERIES;
import static org.migrationauditor.verifier.agreement.Pacs.STUDY;
import static org.migrationauditor.verifier.agreement.Pacs.fileOf;
import static org.migrationauditor.verifier.agreement.Pacs.listedAs;
import static org.migrationauditor.verifier.agreement.Pacs.md5;
import static org.migrationauditor.verifier.agreement.Pacs.rowOf;
import static org.migrationauditor.verifier.agreement.Pacs.series;
import static org.migrationauditor.verifier.agreement.Pacs.uids;
import static org.migrationauditor.verifier.dicom.DicomFile.EXPLICIT;
import static org.migrationauditor.verifier.dicom.DicomFile.conforming;
import static org.migrationauditor.verifier.dicom.DicomFile.onePixel;
import static org.migrationauditor.verifier.inventory.EntryKind.DEFINITION;
import static org.migrationauditor.verifier.inventory.EntryKind.SEQUENCE;
import static org.migrationauditor.verifier.inventory.EntryKind.TABLE;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.verifier.dicom.DataSetBytes;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.inventory.EntryState;

/**
 * Each code of a finding has a smallest damage that gives it, and gives nothing else. A code
 * without one does not compile.
 */
final class FindingCodesTest {
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String RUN_LENGTHS = "1.2.840.10008.1.2.5";
  private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
  private static final String NO_DAMAGE = "true";
  private static final String THUMBNAIL = "project-a/thumbnails/2.25.7.png";

  private static final byte[] SOUND = DicomFile.sound(EXPLICIT);
  private static final byte[] PIXEL = onePixel(EXPLICIT, new byte[] {7, 0});
  private static final byte[] CONFORMING = conforming(data -> data);

  @TempDir private Path folder;
  private FindingTrial trial;

  @BeforeEach
  void makeTrial() {
    trial = new FindingTrial(folder);
  }

  @ParameterizedTest
  @EnumSource
  void aSmallestDamageGivesThisCodeOnly(FindingCode code) throws Exception {
    assertThat(found(code)).isNotEmpty().containsOnly(code);
  }

  @Test
  void withoutDamageNothingIsFound() throws Exception {
    assertThat(trial.files(NO_DAMAGE)).isEmpty();
    assertThat(trial.agreed(pacs -> {})).isEmpty();
    assertThat(trial.thumbnails(THUMBNAIL)).isEmpty();
    assertThat(trial.database(object(TABLE, 1, "rows", "2"), object(TABLE, 1, "rows", "2")))
        .isEmpty();
    assertThat(trial.examined(second(patient("1", "A^B")), referring("2.25.21"))).isEmpty();
    assertThat(trial.problems(FILES, "echo one > one")).isEmpty();
  }

  @Test
  void aDicomFileWithoutDamageIsNoFinding() throws Exception {
    assertThat(trial.dicom(SOUND, SOUND)).isEmpty();
  }

  private List<FindingCode> found(FindingCode code) throws Exception {
    return switch (code) {
      case MISSING -> trial.files("rm one");
      case EXTRA -> trial.files("echo new > new");
      case MOVED -> trial.files("mv one other");
      case DUPLICATED -> trial.files("cp -p one other");
      case DIGEST_MISMATCH -> trial.files("echo eno > one; touch -r two one");
      case TRUNCATED -> trial.files("echo > one; touch -r two one");
      case NESTED_COPY -> trial.files("mkdir archive; mv one archive");
      case TYPE_CHANGED -> trial.files("rm one; mkfifo one");
      case ATTRIBUTES_CHANGED -> trial.files("chmod 600 one");
      case EMPTY -> trial.compared(FILES, NO_DAMAGE, NO_DAMAGE);
      case UNREADABLE -> trial.unreadable();
      case SUSPECT -> trial.problems(MINIO_FS, "mkdir bucket; echo no fs.json > bucket/key");
      case REENCODED -> trial.dicom(SOUND, DicomFile.sound(IMPLICIT));
      case PIXELS_SAME -> trial.dicom(SOUND, replaced(SOUND, "P-77", "P-78"));
      case TRANSCODED -> trial.dicom(PIXEL, onePixel(RUN_LENGTHS, runLength()));
      case PIXELS_NOT_COMPARED -> trial.dicom(PIXEL, onePixel(JPEG_LS, new byte[] {1, 2}));
      case ROWS_DIFFER ->
          trial.database(object(TABLE, 1, "rows", "2"), object(TABLE, 2, "rows", "3"));
      case SEQUENCE_DIFFERS ->
          trial.database(
              object(SEQUENCE, 1, "last-value", "42"), object(SEQUENCE, 2, "last-value", "41"));
      case DEFINITION_DIFFERS ->
          trial.database(
              object(DEFINITION, 1, "written-by", "18"), object(DEFINITION, 2, "written-by", "18"));
      case DEFINITION_REWRITTEN ->
          trial.database(
              object(DEFINITION, 1, "written-by", "9.6"),
              object(DEFINITION, 2, "written-by", "18"));
      case ROW_WITHOUT_FILE -> trial.agreed(pacs -> pacs.without(DICOM_FILES, "fs1/f2"));
      case FILE_WITHOUT_ROW -> trial.agreed(pacs -> pacs.file("fs1/extra", 9));
      case SIZE_DISAGREES ->
          trial.agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 1, 99, uids(STUDY, SERIES, 1))));
      case RECORDED_DIGEST_DISAGREES ->
          trial.agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 9, 100, uids(STUDY, SERIES, 1))));
      case IDENTITY_DISAGREES ->
          trial.agreed(
              pacs ->
                  pacs.without(DICOM_FILES, "fs1/f1")
                      .with(DICOM_FILES, fileOf("fs1/f1", 1, 100, uids(STUDY, "2.25.9", 1))));
      case PATH_CLAIMED_TWICE ->
          trial.agreed(
              pacs ->
                  pacs.with(
                          PACS_DATABASE,
                          rowOf(
                              "f1",
                              9,
                              EntryState.PRESENT,
                              100,
                              "md5:" + md5(1),
                              "uid-remapped=true"))
                      .listed(DICOMWEB, 9));
      case UID_IN_TWO_SERIES ->
          trial.agreed(
              pacs ->
                  pacs.withoutView(PACS_DATABASE)
                      .withoutView(METADATA_INDEX)
                      .with(DICOM_FILES, fileOf("fs1/f9", 9, 100, uids(STUDY, "2.25.9", 1)))
                      .with(DICOMWEB, listedAs(uids(STUDY, "2.25.9", 1))));
      case NOT_IN_WEB -> trial.agreed(pacs -> pacs.file("fs1/f9", 9).row("f9", 9));
      case NOT_IN_DATABASE -> trial.agreed(pacs -> pacs.listed(DICOMWEB, 9));
      case NOT_IN_INDEX -> trial.agreed(pacs -> pacs.without(METADATA_INDEX, "doc"));
      case ONLY_IN_INDEX ->
          trial.agreed(
              pacs -> pacs.with(METADATA_INDEX, series("9", EntryState.PRESENT, "2.25.9")));
      case NOT_COMPARED ->
          trial.agreed(
              pacs ->
                  pacs.file("fs1/f9", 9)
                      .with(PACS_DATABASE, rowOf("f9", 9, EntryState.PRESENT, 100, null))
                      .listed(DICOMWEB, 9));
      case NO_THUMBNAIL -> trial.thumbnails("uploads/x");
      case THUMBNAIL_WITHOUT_SERIES ->
          trial.thumbnails(THUMBNAIL, "project-a/thumbnails/2.25.9.png");
      case NOT_EXAMINED -> trial.examined(METADATA_INDEX, series("2.25.7", "SEG"));
      case TOO_MANY_REFERENCES ->
          trial.examined(DICOM_FILES, fileOf("f1", 1, 100, FindingTrial.remarked(code)));
      case DANGLING_REFERENCE -> trial.examined(referring("2.25.9"));
      case PATIENT_CONFLICT -> trial.examined(patient("1", "A^B"), second(patient("1", "A^C")));
      case STUDY_OF_SEVERAL_PATIENTS ->
          trial.examined(patient("1", "A^B"), second(patient("2", "A^B")));
      case SERIES_IN_SEVERAL_STUDIES ->
          trial.examined(CONFORMING, second(replaced(CONFORMING, DicomFile.STUDY, "2.25.22")));
      case SERIES_OF_SEVERAL_MODALITIES ->
          trial.examined(CONFORMING, second(replaced(CONFORMING, "SR", "KO")));
      case UID_TWICE -> trial.examined(CONFORMING, CONFORMING);
      case ZERO_BYTES -> trial.examined(CONFORMING, new byte[0]);
      case ZERO_FILLED -> trial.examined(CONFORMING, new byte[512]);
      case CUT_OFF -> trial.examined(Arrays.copyOf(CONFORMING, CONFORMING.length - 1));
      case TRAILING_BYTES -> trial.examined(DicomFile.join(PIXEL, new byte[1]));
      case MALFORMED -> examined(data -> data.text(0x00080050, "SH", "x"));
      case NO_FILE_META -> trial.examined(Arrays.copyOfRange(CONFORMING, 132, CONFORMING.length));
      case NOT_DICOM -> trial.examined(CONFORMING, "text".getBytes(ISO_8859_1));
      case INVALID_UID -> examined(data -> data.text(0x00083010, "UI", "1..3"));
      case MISSING_IDENTIFIER -> trial.examined(replaced(CONFORMING, "SR", "  "));
      case META_DISAGREES -> trial.examined(otherInMeta());
      case VALUE_TOO_LONG -> examined(data -> data.text(0x00080068, "CS", "A".repeat(17)));
      case INVALID_DATE -> examined(data -> data.text(0x00100030, "DA", "20190230"));
      case ODD_LENGTH -> examined(data -> data.element(0x00080070, "LO", new byte[] {'x'}));
      case PRIVATE_WITHOUT_CREATOR -> examined(data -> data.text(0x00091001, "LO", "x"));
      case UNDECLARED_CHARACTERS ->
          trial.examined(
              replaced(
                  conforming(data -> data.text(0x00080080, "LO", "M\u00fcnchen")),
                  "ISO_IR 100",
                  " ".repeat(10)));
      case KEY_NAMES_PATIENT -> examined(data -> data.text(0x00100020, "LO", "file0"));
    };
  }

  private List<FindingCode> examined(UnaryOperator<DataSetBytes> more) throws Exception {
    return trial.examined(conforming(more));
  }

  private static byte[] referring(String instance) {
    return conforming(
        data ->
            data.sequence(
                0x00081115,
                "SQ",
                true,
                data.empty()
                    .text(0x00081150, "UI", DicomFile.CT)
                    .text(0x00081155, "UI", instance)));
  }

  private static byte[] patient(String id, String name) {
    return conforming(data -> data.text(0x00100010, "PN", name).text(0x00100020, "LO", id));
  }

  /** Another instance of the same series. */
  private static byte[] second(byte[] file) {
    return replaced(file, DicomFile.SOP, "2.25.21");
  }

  private static byte[] otherInMeta() {
    String file = new String(CONFORMING, ISO_8859_1);
    return file.replaceFirst(Pattern.quote(DicomFile.SOP), "2.25.21").getBytes(ISO_8859_1);
  }

  private static byte[] replaced(byte[] file, String text, String other) {
    return new String(file, ISO_8859_1).replace(text, other).getBytes(ISO_8859_1);
  }

  /** The pixel of {@link #PIXEL}: one segment behind the header, one byte as it is. */
  private static byte[] runLength() {
    byte[] header = new byte[64];
    header[0] = 1;
    header[4] = 64;
    return DicomFile.join(header, new byte[] {0, 7});
  }
}
