package org.migrationauditor.command.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.person.PersonId;

class PersonKeyTest {
  private static final String PLACE = "night\n7\nmetadata/who";

  private final PersonKey key = key("0123456789abcdef");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "olga", "Zoë 😀", "a name that is a good deal longer than the others"})
  void opensWhatItSealed(String text) throws AEADBadTagException {
    assertThat(key.open(key.seal(text, PLACE), PLACE)).isEqualTo(text);
  }

  @Test
  void neverSealsTwiceAlikeAndHidesHowLongANameIs() {
    assertThat(key.seal("olga", PLACE))
        .isNotEqualTo(key.seal("olga", PLACE))
        .hasSameSizeAs(key.seal("Olga Maria Kowalska-Nowak", PLACE));
  }

  @Test
  void opensNothingAtAnotherPlaceOrUnderAnotherKeyOrPerson() {
    String sealed = key.seal("olga", PLACE);
    PersonKey samePersonsOther = key("0123456789abcdef");
    PersonKey sameKeysOther = new PersonKey(new PersonId("fedcba9876543210"), key.key());

    assertThatThrownBy(() -> key.open(sealed, "night\n8\nmetadata/who"))
        .isInstanceOf(AEADBadTagException.class);
    assertThatThrownBy(() -> samePersonsOther.open(sealed, PLACE))
        .isInstanceOf(AEADBadTagException.class);
    assertThatThrownBy(() -> sameKeysOther.open(sealed, PLACE))
        .isInstanceOf(AEADBadTagException.class);
  }

  @Test
  void opensNothingOfWhichAnyByteWasChangedOrCutOff() {
    byte[] sealed = Base64.getUrlDecoder().decode(key.seal("olga", PLACE));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      String flipped = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      String cut = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sealed, i));
      assertThatThrownBy(() -> key.open(flipped, PLACE)).isInstanceOf(AEADBadTagException.class);
      assertThatThrownBy(() -> key.open(cut, PLACE)).isInstanceOf(AEADBadTagException.class);
    }
  }

  @Test
  void isNotPrinted() {
    assertThat(key).hasToString("PersonKey[id=0123456789abcdef, key=***]");
  }

  private static PersonKey key(String id) {
    return PersonKey.of(new PersonId(id), PersonKey.random(PersonKey.KEY_BYTES));
  }
}
