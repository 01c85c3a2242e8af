package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parts of a path name the patient of the file at its end. */
class PatientKeysTest {
  private static final PatientDetails ERNA =
      new PatientDetails("PID-4711", "", "Geheim-Müller^Erna^K=山田^太郎", "19330307", "F");

  private static final PseudonymKey OTHER =
      new PseudonymKey("other".repeat(7).substring(3).getBytes(StandardCharsets.US_ASCII));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Geheim",
        "GEHEIM^ERNA",
        "erna.dcm",
        "ct_erna-2",
        "Erna2",
        "MÜLLER",
        "Mu\u0308ller",
        "mueller, e",
        "GeheimMullerErna",
        "ErnaGeheimMueller",
        "山田",
        "PID-4711",
        "pid4711.dcm",
        "scan PID_4711 (2)",
        "19330307",
        "1933-03-07",
        "1933.03.07.dcm",
        "07.03.1933",
        "3.7.1933 7.3.1933",
        "03071933",
        "330307",
        "born19330307x",
        "19330307120000",
      })
  void aPartThatNamesThePatientIsNotShown(String part) {
    assertThat(shown(ERNA, "in/" + part + "/1.dcm")).matches("in/pseudonym-[0-9a-f]{16}/1\\.dcm");
    assertThat(shown(ERNA, part)).matches("pseudonym-[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/2026/3/14/1A2B3C4D/5E6F7A8B.dcm",
        "Ernahrung/Kern.dcm", // other words
        "4711",
        "1.2.840.10008.19330307.4711/1.2.826.0.1.3680043.8.498.4711.dcm",
        "K/E/1933/03/07",
        "",
        "/",
        "a//b/",
        "\\xE4\\x24\\",
      })
  void anyOtherIsShownAsItIs(String key) {
    assertThat(shown(ERNA, key)).isEqualTo(key);
  }

  @Test
  void aNameOfNoDeclaredRepertoireIsFound() {
    PatientDetails latin = new PatientDetails("", "", "M\\xFCller^A", "", "");

    assertThat(shown(latin, "Müller/1")).startsWith("pseudonym-").endsWith("/1");
    assertThat(shown(latin, "M\\xFCller")).startsWith("pseudonym-");
  }

  @Test
  void aUidIsAPatientIdAsAWholeOnly() {
    PatientDetails uid = new PatientDetails("1.2.3.4.5.6", "", "", "", "");

    assertThat(shown(uid, "1.2.3.4.5.6/1.2.3.4.5.6.7"))
        .matches("pseudonym-\\w+/1\\.2\\.3\\.4\\.5\\.6\\.7");
  }

  @ParameterizedTest
  @CsvSource({"'', '', ''", "12, A^B, 1933", "' ', ^^^^, 19330"})
  void tooLittleIsToldOfSomePatients(String id, String name, String birthDate) {
    PatientDetails hardly = new PatientDetails(id, "", name, birthDate, "");

    assertThat(shown(hardly, "12/A_B/1933")).isEqualTo("12/A_B/1933");
  }

  @Test
  void aPartHasOnePseudonymAndOthersHaveOthers() {
    PatientKeys keys = new PatientKeys(ERNA, DicomFile.KEY);

    assertThat(keys.of("a/erna/x")).isEqualTo("a/" + keys.of("erna") + "/x");
    assertThat(keys.of("erna")).isNotEqualTo(keys.of("Erna"));
    assertThat(new PatientKeys(ERNA, OTHER).of("erna")).isNotEqualTo(keys.of("erna"));
  }

  private static String shown(PatientDetails patient, String key) {
    return new PatientKeys(patient, DicomFile.KEY).of(key);
  }
}
