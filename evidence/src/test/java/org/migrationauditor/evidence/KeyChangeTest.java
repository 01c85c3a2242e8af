package org.migrationauditor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;

/** A key is followed by another only where both say so. */
final class KeyChangeTest {
  private static final String LOG = "host.example/migration-log";
  private final NoteSigner old = signer(LOG);
  private final NoteSigner next = signer(LOG);

  @Test
  void isReadWhereBothKeysSignedIt() throws Exception {
    assertThat(KeyChange.read(KeyChange.signed(old, next).toString()))
        .isEqualTo(new KeyChange(old.key(), next.key()));
  }

  @Test
  void isNoneWhereOneKeyDidNotSignOrAnotherDid() {
    SignedNote both = KeyChange.signed(old, next);
    SignedNote nobody = new SignedNote(both.text(), List.of());

    refused(nobody.with(old), "not both");
    refused(nobody.with(next), "not both");
    refused(nobody.with(next).with(signer(LOG)), "not both");
    refused(nobody.with(next).with(next), "not both");
    refused(nobody, "signature");
  }

  @Test
  void isNoneWhenAnyByteIsAnother() {
    String sound = KeyChange.signed(old, next).toString();
    for (int at = 0; at < sound.length(); at++) {
      StringBuilder changed = new StringBuilder(sound);
      changed.setCharAt(at, (char) (sound.charAt(at) ^ 1));
      assertThatThrownBy(() -> KeyChange.read(changed.toString()))
          .as("character %d", at)
          .isInstanceOf(InvalidNoteException.class);
    }
  }

  @Test
  void aHeadOfTheLogIsNone() {
    String head = new Checkpoint(LOG, 1, new ContentDigest("0".repeat(64))).text();

    refused(SignedNote.signed(head, old).with(next), "no change of key");
    assertThatThrownBy(() -> Checkpoint.parse(KeyChange.signed(old, next).text()))
        .isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void aKeyOfAnotherNameOrTheSameKeyFollowsNone() {
    assertThatThrownBy(() -> KeyChange.signed(old, signer("another")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyChange.signed(old, old))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(SignedNote note, String words) {
    assertThatThrownBy(() -> KeyChange.read(note.toString()))
        .isInstanceOf(InvalidNoteException.class)
        .hasMessageFindingMatch(words);
  }

  private static NoteSigner signer(String name) {
    try {
      return new NoteSigner(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
