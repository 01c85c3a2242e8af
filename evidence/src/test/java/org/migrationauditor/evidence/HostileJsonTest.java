package org.migrationauditor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** What no event of ours says is refused with a sentence: two texts may never share a head. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileJsonTest {
  private static final int LARGE = 3_000_000;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("a member twice", "{\"a\":1,\"a\":1}", "names a member twice"),
        Arguments.of("first null", "{\"a\":null,\"a\":137}", "names a member twice"),
        Arguments.of("both null", "{\"a\":null,\"a\":null}", "names a member twice"),
        Arguments.of("escaped name", "{\"a\":1,\"\\u0061\":2}", "names a member twice"),
        Arguments.of("deep in it", "{\"x\":[{\"a\":null,\"a\":2}]}", "names a member twice"),
        Arguments.of("2^53", "{\"n\":9007199254740992}", "beyond the precision"),
        Arguments.of("2^53 + 1", "{\"n\":9007199254740993}", "beyond the precision"),
        Arguments.of("RFC's 1E30", "{\"n\":1E30}", "beyond the precision"),
        Arguments.of("RFC's thirds", "{\"n\":333333333.33333329}", "beyond the precision"),
        Arguments.of("infinite", "{\"n\":1e400}", "beyond the precision"),
        Arguments.of("vanishing", "{\"n\":1e-400}", "beyond the precision"),
        Arguments.of("huge exponent", "{\"n\":1e999999999}", "number"),
        Arguments.of("huge zero", "{\"n\":0e99999999999999999999}", "number"),
        Arguments.of("long", "{\"n\":" + "9".repeat(LARGE) + "}", "beyond the precision"),
        Arguments.of("long fraction", "{\"n\":0." + "1".repeat(LARGE) + "}", "the precision"),
        Arguments.of("leading zero", "{\"n\":01}", "number"),
        Arguments.of("minus zeros", "{\"n\":-00}", "number"),
        Arguments.of("plus", "{\"n\":+1}", "is not JSON"),
        Arguments.of("hexadecimal", "{\"n\":0x10}", "number"),
        Arguments.of("bare minus", "{\"n\":-}", "number"),
        Arguments.of("minuses", "{\"n\":" + "-".repeat(LARGE) + "}", "number"),
        Arguments.of("no fraction", "{\"n\":1.}", "number"),
        Arguments.of("no integer", "{\"n\":.5}", "is not JSON"),
        Arguments.of("Arabic digits", "{\"n\":\u0661}", "is not JSON"),
        Arguments.of("NaN", "{\"n\":NaN}", "is not JSON"),
        Arguments.of("Infinity", "{\"n\":Infinity}", "is not JSON"),
        Arguments.of("deep arrays", "{\"a\":" + "[".repeat(LARGE), "nested deeper"),
        Arguments.of(
            "deep objects", "{\"a\":".repeat(101) + "1" + "}".repeat(101), "nested deeper"),
        Arguments.of("closed before opened", "]".repeat(200) + "[".repeat(150), "is not JSON"),
        Arguments.of("half a pair", "{\"a\":\"\ud800\"}", "half a surrogate pair"),
        Arguments.of("escaped half", "{\"a\":\"\\ud800\"}", "half a surrogate pair"),
        Arguments.of("second half first", "{\"a\":\"\\ude00\\ud83d\"}", "half a surrogate pair"),
        Arguments.of("half a pair as name", "{\"\\udc00\":1}", "half a surrogate pair"),
        Arguments.of("nothing", "", "is not JSON"),
        Arguments.of("null", "null", "is not"),
        Arguments.of("text", "\"a\"", "is not"),
        Arguments.of("array", "[]", "is not"),
        Arguments.of("unended string", "{\"a\":\"b", "is not JSON"),
        Arguments.of("unended escape", "{\"a\":\"\\", "is not JSON"),
        Arguments.of("unended object", "{\"a\":1", "is not JSON"),
        Arguments.of("unknown escape", "{\"a\":\"\\x41\"}", "is not JSON"),
        Arguments.of("bad hex", "{\"a\":\"\\u00g0\"}", "is not JSON"),
        Arguments.of("raw control character", "{\"a\":\"\n\"}", "is not JSON"),
        Arguments.of("comma at the end", "{\"a\":1,}", "is not JSON"),
        Arguments.of("comma in array", "{\"a\":[1,]}", "is not JSON"),
        Arguments.of("two values", "{\"a\":1}{\"a\":2}", "is not JSON"),
        Arguments.of("member of the row", "{},\"type\":\"x\",\"y\":{}", "is not JSON"),
        Arguments.of("comment", "{/**/\"a\":1}", "is not JSON"),
        Arguments.of("byte order mark", "\ufeff{}", "is not JSON"),
        Arguments.of("other white space", "{\u00a0\"a\":1}", "is not JSON"),
        Arguments.of("single quotes", "{'a':1}", "is not JSON"),
        Arguments.of("True", "{\"a\":True}", "is not JSON"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithASentence(String name, String json, String what) {
    for (Map.Entry<String, StoredEvent> part :
        Map.of("payload", Rows.withPayload(json), "metadata", Rows.withMetadata(json)).entrySet()) {
      assertThatThrownBy(() -> HistoryLog.head(Stream.of(part.getValue())))
          .as(name)
          .isInstanceOf(BrokenHistoryException.class)
          .hasMessageStartingWith("history of 'site-a': event 0: its " + part.getKey() + " ")
          .hasMessageContaining(what)
          .hasMessageEndingWith("; no head can be given, compare the row with a backup")
          .message()
          .hasSizeLessThan(200)
          .matches("\\p{Print}+");
    }
  }

  @Test
  void textThatIsRefusedIsNotRepeatedInTheSentence() {
    assertThatThrownBy(
            () -> CanonicalEvent.of(Rows.withPayload("{\"DOE^JOHN\":1,\"DOE^JOHN\":DOE^JANE}")))
        .isInstanceOf(BrokenHistoryException.class)
        .message()
        .doesNotContain("DOE");
  }

  @Test
  void halfASurrogatePairIsRefusedInEveryColumn() {
    String half = "\ud800";
    StoredEvent row = Rows.ROW;
    String payload = row.payloadJson();
    String metadata = row.metadataJson();
    for (StoredEvent event :
        new StoredEvent[] {
          new StoredEvent("a", 0, half, "1", row.timestamp(), payload, metadata),
          new StoredEvent("a", 0, row.type(), half, row.timestamp(), payload, metadata),
          new StoredEvent("a", 0, row.type(), "1", half, payload, metadata)
        }) {
      assertThatThrownBy(() -> CanonicalEvent.of(event))
          .isInstanceOf(BrokenHistoryException.class)
          .hasMessageContaining("half a surrogate pair");
    }
  }

  @Test
  void aLargeEventIsTaken() {
    String large = "{\"a\":\"" + "x".repeat(LARGE) + "\",\"b\":[" + "1,".repeat(LARGE / 10) + "1]}";

    assertThatCode(() -> CanonicalEvent.of(Rows.withPayload(large))).doesNotThrowAnyException();
  }

  @Test
  void anEventIsNestedAsDeepAsTheLimit() {
    String deepest = "{\"a\":".repeat(100) + "1" + "}".repeat(100);

    assertThatCode(() -> CanonicalEvent.of(Rows.withPayload(deepest))).doesNotThrowAnyException();
  }

  /** Against a second reader: what it cannot read is refused, and what differs for it differs. */
  @Test
  void oneChangedCharacterIsRefusedOrSaysWhatASecondReaderReads() {
    JsonMapper strict =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    String sound =
        "{\"a\":[1205,null,true,-3],\"b\":{\"c\":\"x\\u0041\\n\",\"d\":\"\"},\"e\":null,\"f\":false}";
    byte[] canonical = CanonicalEvent.of(Rows.withPayload(sound));
    Random random = new Random(20260301);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(sound);
      changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(0x80));
      String text = changed.toString();
      byte[] form;
      try {
        form = CanonicalEvent.of(Rows.withPayload(text));
      } catch (BrokenHistoryException e) {
        continue;
      }
      taken++;
      assertThat(Arrays.equals(form, canonical))
          .as(text)
          .isEqualTo(strict.readTree(text).equals(strict.readTree(sound)));
    }
    assertThat(taken).isBetween(1_000, 19_000);
  }
}
