package org.migrationauditor.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** RFC 8785, first by its own examples, then as stored events are spelled with it. */
class CanonicalEventTest {
  /** Appendix B: bits of a double and how it is written. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void writesNumbersAsTheRfcLists(String bits, String written) throws Exception {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(NumberToJSON.serializeNumber(number)).isEqualTo(written);
  }

  /** Section 3.2.2 and 3.2.3. */
  @Test
  void writesTheExampleOfTheRfc() throws Exception {
    String example =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;

    assertThat(new JsonCanonicalizer(example).getEncodedString())
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  /** Section 3.2.3: by UTF-16 code units, so a pair of surrogates comes before U+FB33. */
  @Test
  void sortsMembersByTheUtf16UnitsOfTheirNames() {
    String unsorted =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet",
         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """;

    assertThat(payload(unsorted))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet\"}");
  }

  @Test
  void keepsTheOrderOfArraysAndSortsEachObjectInThem() {
    assertThat(payload("{\"b\" : [ {\"z\":1,\"a\":[3 ,2]}, [ ] , { } ] ,\"a\":\"\"}"))
        .isEqualTo("{\"a\":\"\",\"b\":[{\"a\":[3,2],\"z\":1},[],{}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.0, 0",
    "4.50, 4.5",
    "2e-3, 0.002",
    "1E2, 100",
    "-17, -17",
    "1e-7, 1e-7",
    "9007199254740991, 9007199254740991",
    "-9007199254740991, -9007199254740991",
    "8000000000000, 8000000000000"
  })
  void writesEachNumberOfAnEventInOneWay(String stored, String canonical) {
    assertThat(payload("{\"n\":" + stored + "}")).isEqualTo("{\"n\":" + canonical + "}");
  }

  @Test
  void isAnObjectOfEverythingInTheRowThatMatters() {
    assertThat(new String(CanonicalEvent.of(Rows.ROW), UTF_8))
        .isEqualTo(
            "{\"metadata\":{\"host\":\"pacs-1\",\"who\":\"anna\"},"
                + "\"payload\":{\"approver\":\"anna\",\"migrationId\":\"site-a\",\"reason\":\"ok\","
                + "\"stepId\":\"delete\"},"
                + "\"revision\":\"1\",\"sequence\":0,\"streamId\":\"site-a\","
                + "\"timestamp\":\"2026-03-01T22:00:00Z\","
                + "\"type\":\"org.migrationauditor.messages.migration.StepApproved\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR", "de-DE"})
  void isTheSameWhateverLanguageTheHostSpeaks(String language) {
    StoredEvent row = Rows.at(1234567, Rows.ROW);
    byte[] canonical = CanonicalEvent.of(row);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));

      assertThat(CanonicalEvent.of(row)).isEqualTo(canonical).asString(UTF_8).contains(":1234567,");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String payload(String json) {
    String canonical = new String(CanonicalEvent.of(Rows.withPayload(json)), UTF_8);
    int start = canonical.indexOf(",\"payload\":") + ",\"payload\":".length();
    return canonical.substring(start, canonical.indexOf(",\"revision\":"));
  }

  /**
   * The envelope is written here and its parts by the library, which says the same of the whole.
   */
  @Test
  void isWhatTheLibraryMakesOfTheWholeRow() throws Exception {
    StringBuilder every = new StringBuilder("é€😀\u2028\ufb33");
    for (char c = 0; c < 256; c++) {
      every.append(c);
    }
    StoredEvent row =
        new StoredEvent(
            "s" + every,
            (1L << 53) - 1,
            "t" + every,
            "r" + every,
            "w" + every,
            "{\"b\":[1.50]}",
            "{}");
    ObjectNode whole =
        new ObjectMapper()
            .createObjectNode()
            .put("type", row.type())
            .put("timestamp", row.timestamp())
            .put("streamId", row.streamId())
            .put("sequence", row.sequence())
            .put("revision", row.revision());
    whole.set("payload", new ObjectMapper().readTree(row.payloadJson()));
    whole.set("metadata", new ObjectMapper().createObjectNode());

    assertThat(new String(CanonicalEvent.of(row), UTF_8))
        .isEqualTo(new JsonCanonicalizer(whole.toString()).getEncodedString());
  }
}
