package org.migrationauditor.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"PROT-1", "bucket:uploads", "Klinik für Radiologie", "<b>", "..", "😀"})
  void keepsWhatTheDataSays(String value) {
    assertThat(new OwnerKey(value)).hasToString(value);
  }

  @Test
  void holdsUpTo255Characters() {
    assertThat(new OwnerKey("x".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> new OwnerKey("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2003", "a\nb", "a\u0000", "a\u001b[31m", "a\u0085b"})
  void refusesBlanksAndControlCharactersWithoutRepeatingThem(String value) {
    assertThatThrownBy(() -> new OwnerKey(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an owner has 1 to 255 printable characters");
  }

  @Test
  void sortsByItsCharacters() {
    assertThat(new OwnerKey("b")).isGreaterThan(new OwnerKey("a"));
    assertThat(OwnerKey.UNASSIGNED).hasToString("unassigned");
  }
}
