package org.migrationauditor.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text with the signatures of those who vouch for it (C2SP signed-note).
 *
 * @param text ends in a newline and has no other control character
 */
public record SignedNote(String text, List<Signature> signatures) {
  private static final String SEPARATOR = "\n\n";
  private static final String LINE = "\u2014 ";
  private static final int MOST_SIGNATURES = 100;
  private static final int MOST_BYTES = 1 << 20;
  private static final int KEY_ID_BYTES = 4;

  /**
   * One signature, of a key that is known or not.
   *
   * @param name of the key
   * @param encoded base64 of the key's id, four bytes, and the signature itself
   */
  public record Signature(String name, String encoded) {
    static Signature of(String name, int keyId, byte[] signature) {
      ByteBuffer both = ByteBuffer.allocate(KEY_ID_BYTES + signature.length);
      both.putInt(keyId).put(signature);
      return new Signature(name, Base64.getEncoder().encodeToString(both.array()));
    }

    /** Name and id of the key, such as {@code host.example/migration-log+c74f20a3}. */
    public String key() {
      return name + "+" + HexFormat.of().toHexDigits(keyId());
    }

    private int keyId() {
      return ByteBuffer.wrap(decoded()).getInt();
    }

    private byte[] bytes() {
      byte[] both = decoded();
      return Arrays.copyOfRange(both, KEY_ID_BYTES, both.length);
    }

    private byte[] decoded() {
      return Base64.getDecoder().decode(encoded);
    }
  }

  public SignedNote {
    signatures = List.copyOf(signatures);
    String flaw = flaw(text);
    if (!flaw.isEmpty()) {
      throw new IllegalArgumentException("note: its text " + flaw);
    }
  }

  /** A text signed by one key. */
  public static SignedNote signed(String text, NoteSigner signer) {
    return new SignedNote(text, List.of()).with(signer);
  }

  /** With one more signature. */
  public SignedNote with(NoteSigner signer) {
    return new SignedNote(
        text, Stream.concat(signatures.stream(), Stream.of(signer.sign(text))).toList());
  }

  /**
   * Reads what {@link #toString} writes; no signature is checked.
   *
   * @throws InvalidNoteException if it is no note, or larger than 1 MiB or signed more than 100
   *     times
   */
  public static SignedNote parse(byte[] note) throws InvalidNoteException {
    if (note.length > MOST_BYTES) {
      throw new InvalidNoteException("is larger than 1 MiB");
    }
    String whole = utf8(note);
    int end = whole.lastIndexOf(SEPARATOR);
    if (end < 0) {
      throw new InvalidNoteException("has no empty line before its signatures");
    }
    String text = whole.substring(0, end + 1);
    String flaw = flaw(text);
    if (!flaw.isEmpty()) {
      throw new InvalidNoteException("has a text that " + flaw);
    }
    return new SignedNote(text, signatures(whole.substring(end + SEPARATOR.length())));
  }

  /**
   * Checks the signatures of known keys; those of others say nothing.
   *
   * @return the keys that signed, at least one
   * @throws InvalidNoteException if no known key signed it, or the signature of one is wrong
   */
  public List<NoteKey> verify(List<NoteKey> known) throws InvalidNoteException {
    List<NoteKey> good = new ArrayList<>();
    for (Signature signature : signatures) {
      for (NoteKey key : known) {
        if (key.name().equals(signature.name()) && key.id() == signature.keyId()) {
          if (!key.verifies(text, signature.bytes())) {
            throw new InvalidNoteException("has a wrong signature of " + key.name());
          }
          good.add(key);
        }
      }
    }
    if (good.isEmpty()) {
      throw new InvalidNoteException("is signed by no key that is known");
    }
    return good.stream().distinct().toList();
  }

  /** Whether it has a signature that says it is of a key; right or wrong. */
  public boolean names(NoteKey key) {
    return signatures.stream()
        .anyMatch(one -> one.name().equals(key.name()) && one.keyId() == key.id());
  }

  /** The note as it is stored and published. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    for (Signature signature : signatures) {
      note.append(LINE)
          .append(signature.name())
          .append(' ')
          .append(signature.encoded())
          .append('\n');
    }
    return note.toString();
  }

  private static List<Signature> signatures(String lines) throws InvalidNoteException {
    if (!lines.endsWith("\n")) {
      throw new InvalidNoteException("does not end its last signature by a newline");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
      if (signatures.size() == MOST_SIGNATURES) {
        throw new InvalidNoteException("has more than " + MOST_SIGNATURES + " signatures");
      }
      signatures.add(signature(line));
    }
    return signatures;
  }

  private static Signature signature(String line) throws InvalidNoteException {
    String[] words = line.startsWith(LINE) ? line.substring(LINE.length()).split(" ", -1) : null;
    if (words == null || words.length != 2 || !NoteKey.isName(words[0])) {
      throw new InvalidNoteException("has a signature line that is none");
    }
    Signature signature = new Signature(words[0], words[1]);
    try {
      if (signature.decoded().length <= KEY_ID_BYTES) {
        throw new InvalidNoteException("has a signature that is too short");
      }
      if (!Base64.getEncoder().encodeToString(signature.decoded()).equals(signature.encoded())) {
        throw new InvalidNoteException(
            "has a signature that is written otherwise than by the rule");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidNoteException("has a signature that is no base64");
    }
    return signature;
  }

  private static String utf8(byte[] note) throws InvalidNoteException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidNoteException("is not UTF-8");
    }
  }

  /** In words; empty if there is none. */
  private static String flaw(String text) {
    if (!text.endsWith("\n")) {
      return "does not end in a newline";
    }
    boolean control = text.chars().anyMatch(c -> c < ' ' && c != '\n');
    return control ? "holds a control character" : "";
  }
}
