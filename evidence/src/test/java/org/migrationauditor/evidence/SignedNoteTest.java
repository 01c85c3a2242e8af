package org.migrationauditor.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;

/** Notes as C2SP has them; the first is the example of the Go project's package note. */
final class SignedNoteTest {
  private static final String KNOWN =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String NOTE =
      TEXT
          + """

          \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
          """;

  @Test
  void readsChecksAndWritesTheKnownExample() throws Exception {
    NoteKey key = NoteKey.parse(KNOWN);
    SignedNote note = SignedNote.parse(NOTE.getBytes(UTF_8));

    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.verify(List.of(key))).containsExactly(key);
    assertThat(note).hasToString(NOTE);
    assertThat(key).hasToString(KNOWN);
  }

  @Test
  void findsEveryChangedByteOfAKnownNote() throws Exception {
    List<NoteKey> known = List.of(NoteKey.parse(KNOWN));
    byte[] sound = NOTE.getBytes(UTF_8);
    for (int i = 0; i < sound.length; i++) {
      byte[] changed = sound.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> SignedNote.parse(changed).verify(known))
          .as("byte %d", i)
          .isInstanceOf(InvalidNoteException.class);
    }
  }

  @Test
  void isVouchedForByEachKnownKeyAndIgnoresOthers() throws Exception {
    NoteSigner old = signer("log.example/night");
    NoteSigner next = signer("log.example/night");
    NoteSigner stranger = signer("stranger");
    SignedNote note = SignedNote.signed("hello\n", old).with(stranger).with(next);
    SignedNote read = SignedNote.parse(note.toString().getBytes(UTF_8));

    assertThat(read.verify(List.of(old.key(), next.key()))).containsExactly(old.key(), next.key());
    assertThatThrownBy(() -> read.verify(List.of(signer("log.example/night").key())))
        .isInstanceOf(InvalidNoteException.class)
        .hasMessage("is signed by no key that is known");
  }

  @Test
  void aWrongSignatureOfAKnownKeyRefusesTheNoteWhoeverElseSigned() throws Exception {
    NoteSigner good = signer("good");
    NoteSigner bad = signer("bad");
    SignedNote other = SignedNote.signed("other\n", bad);
    SignedNote mixed = SignedNote.signed("hello\n", good);
    SignedNote note =
        new SignedNote(
            mixed.text(), List.of(mixed.signatures().getFirst(), other.signatures().getFirst()));

    assertThat(note.verify(List.of(good.key()))).containsExactly(good.key());
    assertThatThrownBy(() -> note.verify(List.of(good.key(), bad.key())))
        .hasMessage("has a wrong signature of bad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014 name AAAAAA==",
        "text\n\n\u2014 name AAAAAAA=\n\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n\u2014 na+me AAAAAAA=\n",
        "text\n\n\u2014 name *AAAAAA=\n",
        "te\txt\n\n\u2014 name AAAAAAA=\n",
        "te\rxt\n\n\u2014 name AAAAAAA=\n"
      })
  void refusesWhatIsNoNote(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
        .isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void refusesWhatIsNoUtf8OrTooMuch() throws Exception {
    assertThatThrownBy(() -> SignedNote.parse("t\u00e4xt\n\n".getBytes(ISO_8859_1)))
        .hasMessage("is not UTF-8");
    assertThatThrownBy(() -> SignedNote.parse(new byte[(1 << 20) + 1]))
        .hasMessage("is larger than 1 MiB");
    String line = "\u2014 name AAAAAAA=\n";
    assertThat(SignedNote.parse(("text\n\n" + line.repeat(100)).getBytes(UTF_8)).signatures())
        .hasSize(100);
    assertThatThrownBy(() -> SignedNote.parse(("text\n\n" + line.repeat(101)).getBytes(UTF_8)))
        .hasMessage("has more than 100 signatures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+*"
      })
  void refusesWhatIsNoKey(String key) {
    assertThatThrownBy(() -> NoteKey.parse(key)).isInstanceOf(InvalidNoteException.class);
  }

  @Test
  void aKeyIsReadAsItWasWrittenAndNeverWithAnothersSecret() throws Exception {
    NoteSigner key = signer("log");
    NoteSigner other = signer("log");
    assertThat(NoteSigner.parse(key.secret()).key()).isEqualTo(key.key());

    String mixed = key.key() + "\n" + other.secret().lines().toList().get(1) + "\n";
    for (String bad : List.of("", "log\n\n", mixed, key.secret() + "more", key.key() + "\n*\n")) {
      assertThatThrownBy(() -> NoteSigner.parse(bad)).isInstanceOf(InvalidNoteException.class);
    }
  }

  @Test
  void aHeadIsOriginSizeAndRoot() throws Exception {
    Checkpoint head =
        new Checkpoint(
            "log.example/night",
            8,
            ContentDigest.of(
                new byte[] {
                  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
                  23, 24, 25, 26, 27, 28, 29, 30, 31
                }));

    assertThat(head.text())
        .isEqualTo("log.example/night\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
    assertThat(Checkpoint.parse(head.text())).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "log\n8\n",
        "log\n08\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n-8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n9999999999999999999\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==\n",
        "log\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n",
        "log\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
        "log\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nmore\n",
        "\n8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
      })
  void refusesWhatIsNoHead(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(InvalidNoteException.class);
  }

  private static NoteSigner signer(String name) throws NoSuchAlgorithmException {
    return new NoteSigner(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }
}
