package org.migrationauditor.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.messages.OwnerKey;

class OthersTest {
  @ParameterizedTest
  @CsvSource({
    "report of trial-a-ext, false",
    "report of trial-a, true",
    "report of trial-a and trial-a-ext, true",
    "report of trial-a-extra, true",
    "report of trial-a-ext-2, true",
    "report of trial-bext, false",
    "report of ext-b, true",
    "trial-a-ext-b, true"
  })
  void anotherIsSpokenOfElsewhereThanWithinTheOwnName(String text, boolean spokenOf)
      throws MalformedBundleException {
    Others others = new Others(new OwnerKey("trial-a-ext"));
    others.add(new OwnerKey("trial-a"));
    others.add(new OwnerKey("trial-a-ext-2"));
    others.add(new OwnerKey("ext-b"));

    assertThat(others.spokenOf(text)).isEqualTo(spokenOf);
    assertThat(others.isIn(event(text))).isEqualTo(spokenOf);
  }

  @Test
  void anotherWhoseNameHoldsTheOwnIsSpokenOf() {
    Others others = new Others(new OwnerKey("trial-a"));
    others.add(new OwnerKey("trial-a-ext"));

    assertThat(others.spokenOf("trial-a")).isFalse();
    assertThat(others.spokenOf("trial-a-ext")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot read b/secret.dcm, going on",
        "cannot read b/secret.dcm; going on",
        "b/secret.dcm: no such file",
        "one file (b/secret.dcm) is lost",
        "lost is (/old/store/b/secret.dcm).",
        "no file '/old/store/b/secret.dcm'",
        "b/secret.dcm"
      })
  void aKeyIsFoundAmongTheMarksOfASentence(String text) throws MalformedBundleException {
    assertThat(Others.pieces(event(text))).contains("b/secret.dcm");
  }

  @Test
  void aKeyThatEndsInAMarkIsFoundToo() throws MalformedBundleException {
    assertThat(Others.pieces(event("lost b/copy(1)"))).contains("b/copy(1)");
  }

  @Test
  void ownersAreNamedByReportsWaiversAndRoles() throws MalformedBundleException {
    assertThat(Others.ownersIn("{\"payload\":{\"roles\":{\"owners\":{\"trial-a\":[]}}}}"))
        .containsExactly("trial-a");
    assertThat(Others.ownersIn("{\"payload\":{\"waiver\":{\"owner\":\"trial-a\"}}}"))
        .containsExactly("trial-a");
    assertThat(Others.ownersIn("{\"payload\":{\"report\":{\"scope\":\"trial-a\"}}}"))
        .containsExactly("trial-a");
    assertThat(Others.ownersIn(event("trial-a"))).isEmpty();
  }

  private static String event(String reason) {
    return "{\"payload\":{\"reason\":\"" + reason + "\"}}";
  }
}
