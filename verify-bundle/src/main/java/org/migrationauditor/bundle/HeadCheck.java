package org.migrationauditor.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.ConsistencyProof;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.EarlierHead;
import org.migrationauditor.evidence.bundle.MalformedBundleException;

/** The head that the proofs lead to, and those before it. */
final class HeadCheck {
  private static final String HEAD = "head";
  private static final String HEADS = "earlier heads";
  private static final int NOTE_BYTES = 1 << 20;
  private static final int LONGEST_LINE = 1 << 21;

  private final Bag bag;
  private final Checks checks;
  private final boolean given;
  private final List<NoteKey> known;

  /**
   * @param given keys of the log from elsewhere, the one in use first; without one those of the
   *     bundle are used, which prove nothing about who signed
   */
  HeadCheck(Bag bag, Checks checks, List<NoteKey> given) {
    this.bag = bag;
    this.checks = checks;
    this.given = !given.isEmpty();
    List<NoteKey> own = own();
    this.known = given.isEmpty() ? own : given;
    if (!known.containsAll(own)) {
      checks.notChecked(
          HEAD,
          "'%s' holds another key than those given, and nothing that it signed counts here"
              .formatted(BundleFiles.KEY));
    }
  }

  /** Keys of a file, one a line. */
  static List<NoteKey> keys(byte[] file) throws MalformedBundleException {
    List<NoteKey> keys = new ArrayList<>();
    for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
      try {
        keys.add(NoteKey.parse(line));
      } catch (InvalidNoteException e) {
        throw new MalformedBundleException("holds a line that is no key of a log");
      }
    }
    if (keys.isEmpty()) {
      throw new MalformedBundleException("holds no key of a log");
    }
    return keys;
  }

  private List<NoteKey> own() {
    try {
      return keys(Part.whole(bag, BundleFiles.KEY, NOTE_BYTES));
    } catch (MalformedBundleException | IOException e) {
      checks.failed(HEAD, "'%s' %s".formatted(BundleFiles.KEY, e.getMessage()));
      return List.of();
    }
  }

  /** The head; null when it is none. */
  @Nullable Checkpoint head() throws IOException {
    try {
      SignedNote note = SignedNote.parse(Part.whole(bag, BundleFiles.HEAD, NOTE_BYTES));
      Checkpoint head = Checkpoint.parse(note.text());
      signed(note, head);
      return head;
    } catch (MalformedBundleException e) {
      checks.failed(HEAD, "'%s' %s".formatted(BundleFiles.HEAD, e.getMessage()));
    } catch (InvalidNoteException e) {
      checks.failed(HEAD, "'%s': the note %s".formatted(BundleFiles.HEAD, e.getMessage()));
    }
    return null;
  }

  private void signed(SignedNote note, Checkpoint head) throws InvalidNoteException {
    List<NoteKey> signers =
        note.verify(known).stream().filter(signer -> signer.name().equals(head.origin())).toList();
    NoteKey key = known.getFirst();
    if (signers.isEmpty()) {
      checks.failed(HEAD, "is of the log '%s', whose key did not sign it".formatted(head.origin()));
    } else if (!signers.contains(key)) {
      checks.notChecked(
          HEAD,
          ("over %d events, signed by %s, which is not the first of the keys, the one in use; a"
                  + " retired key counts for earlier heads alone, as whoever holds it could sign"
                  + " anything")
              .formatted(head.size(), signers.getFirst()));
    } else if (given) {
      checks.passed(HEAD, "over %d events, signed by the given key %s".formatted(head.size(), key));
    } else {
      checks.notChecked(
          HEAD,
          ("over %d events, signed by the bundle's own key %s, which proves nothing about who made"
                  + " it; get the log's key over another channel and give it with --key")
              .formatted(head.size(), key));
    }
  }

  /** That the log of each earlier head grew into that of this one. */
  void earlier(Checkpoint head) throws IOException {
    long before = checks.failures();
    long[] count = new long[2];
    try {
      Part.lines(
          bag,
          BundleFiles.HEADS,
          LONGEST_LINE,
          (number, line) -> {
            count[0]++;
            count[1] += earlier(number, EarlierHead.parse(line), head) ? 0 : 1;
          });
    } catch (MalformedBundleException e) {
      checks.failed(HEADS, "'%s' %s".formatted(BundleFiles.HEADS, e.getMessage()));
    }
    if (count[1] > 0) {
      checks.notChecked(
          HEADS,
          "%d are signed by a key that is not known; give every key of the log"
              .formatted(count[1]));
    }
    if (checks.failures() == before) {
      checks.passed(HEADS, "%d grew into the head, event by event".formatted(count[0]));
    }
  }

  /** Whether its signature could be checked. */
  private boolean earlier(long line, EarlierHead earlier, Checkpoint head) {
    try {
      SignedNote note = SignedNote.parse(earlier.note().getBytes(StandardCharsets.UTF_8));
      Checkpoint old = Checkpoint.parse(note.text());
      ConsistencyProof proof = new ConsistencyProof(old.size(), head.size(), earlier.path());
      if (!old.origin().equals(head.origin()) || !proof.proves(old.root(), head.root())) {
        checks.failed(
            HEADS,
            "line %d: the head over %d events did not grow into this one"
                .formatted(line, old.size()));
      }
      if (known.stream().noneMatch(note::names)) {
        return false;
      }
      note.verify(known);
    } catch (InvalidNoteException e) {
      checks.failed(HEADS, "line %d: the note %s".formatted(line, e.getMessage()));
    }
    return true;
  }
}
