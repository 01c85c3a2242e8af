package org.migrationauditor.messages.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.migration.MigrationId;

class PersonTest {
  private static final PersonId ID = new PersonId("0123456789abcdef");

  /** The golden file is never edited and never removed. */
  @Test
  void theEventOfAnErasureIsWrittenAndReadAsItsGoldenFileSays() throws IOException {
    PersonErased event = new PersonErased(ID, 12, "ulrich", "left the clinic, é 😀");
    Jackson3Serializer serializer = Jackson3Serializer.builder().build();
    String stored =
        Files.readString(Path.of("src/test/resources/person-events/PersonErased.1.json")).strip();

    assertThat(serializer.serialize(event, String.class).getData()).isEqualTo(stored);
    PersonErased read =
        serializer.deserialize(
            new SimpleSerializedObject<>(stored, String.class, PersonErased.class.getName(), "1"));
    assertThat(read).isEqualTo(event);
  }

  @Test
  void tellsPeopleApartWhateverCaseAndBlanks() {
    assertThat(new PersonName(" Olga\u00a0").normal())
        .isEqualTo(new PersonName("ＯＬＧＡ").normal())
        .isNotEqualTo(new PersonName("Olga K").normal());
  }

  @Test
  void everyErasedPersonHasANameOfTheirOwnThatIsKnownAsOne() {
    assertThat(PersonName.erased(ID)).isNotEqualTo(PersonName.erased(new PersonId("0".repeat(16))));
    assertThat(PersonName.erased(ID).erased()).isTrue();
    assertThat(new PersonName(" ERASED person " + ID).erased()).isTrue();
    assertThat(new PersonName("olga").erased()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "0123456789ABCDEF", "0123456789abcdef0", "olga"})
  void anIdIsSixteenDigits(String value) {
    assertThatThrownBy(() -> new PersonId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anErasureIsNeverStoredUnderTheNameOfAMigration() {
    assertThat(PersonId.isStream(ID.stream())).isTrue();
    assertThat(PersonId.isStream(new MigrationId("person").toString())).isFalse();
    assertThatThrownBy(() -> new MigrationId(ID.stream()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines"})
  void anErasureHasAReasonOnOneLine(String reason) {
    assertThatThrownBy(() -> new ErasePerson(ID, 1, "ulrich", reason))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
