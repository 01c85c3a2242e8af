package org.migrationauditor.command.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.person.PersonId;

class SealedTextTest {
  @Test
  void isWhatItWasStoredAs() {
    String stored = "sealed:0123456789abcdef:AZaz09-_";

    SealedText sealed = SealedText.of(stored).orElseThrow();

    assertThat(sealed).isEqualTo(new SealedText(new PersonId("0123456789abcdef"), "AZaz09-_"));
    assertThat(sealed).hasToString(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sealed:",
        "sealed:0123456789abcdef",
        "sealed:0123456789abcdef:",
        "sealed:0123456789abcde:AAAA",
        "sealed:0123456789abcdef0:AAAA",
        "sealed:0123456789ABCDEF:AAAA",
        "sealed:0123456789abcdeg:AAAA",
        "sealed:0123456789abcde\u0661:AAAA",
        "sealed:0123456789abcdef:AA AA",
        "sealed:0123456789abcdef:AA+A",
        "sealed:0123456789abcdef:AAA=",
        "sealed:0123456789abcdef:AAAA\n",
        "Sealed:0123456789abcdef:AAAA",
        " sealed:0123456789abcdef:AAAA"
      })
  void anythingElseIsNotSealed(String stored) {
    assertThat(SealedText.of(stored)).isEmpty();
  }
}
