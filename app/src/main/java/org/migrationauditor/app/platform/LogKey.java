package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.run.HostName;
import org.migrationauditor.command.seal.KeyRing;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.NoteSigner;

/**
 * The keys of the log in a home, made on first use; their name is the log's origin. {@code log.key}
 * signs the heads, {@code log.key.next} is there while it is being brought in, and {@code log.pub}
 * has the public key that was the first.
 */
final class LogKey {
  private final Path keys;
  private final Path current;
  private final Path next;
  private final Path first;

  /**
   * Of a home.
   *
   * @param keys folder that only its owner may read
   */
  LogKey(Path keys) {
    this.keys = keys;
    current = keys.resolve("log.key");
    next = keys.resolve("log.key.next");
    first = keys.resolve("log.pub");
  }

  /**
   * What is at hand; two processes at once get one key.
   *
   * @param used whether something was signed with it, so that no other may take its place
   */
  KeyRing ring(boolean used) {
    try {
      List<NoteSigner> signers = new ArrayList<>();
      if (Files.exists(next)) { // looked for first: what it holds is in the other one later
        try {
          signers.add(read(next));
        } catch (NoSuchFileException e) {
          // took its place meanwhile
        }
      }
      if (!used && !Files.exists(current)) {
        make(current, origin());
      }
      signers.add(read(current));
      NoteKey anchor =
          Files.exists(first)
              ? NoteKey.parse(Files.readString(first).strip())
              : signers.getLast().key();
      return new KeyRing(anchor, signers);
    } catch (IOException | InvalidNoteException e) {
      throw unusable(e);
    }
  }

  /**
   * A key to bring in, on the disk before this returns: that of an earlier try, or a new one.
   *
   * @param now key that signs the heads until then
   */
  NoteSigner toBringIn(KeyRing ring, NoteKey now) {
    try {
      if (!Files.exists(first)) {
        Durable.write(first, ring.first() + "\n");
      }
      make(next, now.name());
      return read(next);
    } catch (IOException | InvalidNoteException e) {
      throw unusable(e);
    }
  }

  /** Whether a key is being brought in. */
  boolean changing() {
    return Files.exists(next);
  }

  /**
   * Has a key that was brought in take the place of the one before it, whose secret ends with that.
   *
   * @param now key that signs the heads
   */
  void settle(NoteKey now) throws IOException {
    try {
      if (read(next).key().equals(now)) {
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
        Durable.force(keys);
      }
    } catch (NoSuchFileException e) {
      // another process was first
    } catch (InvalidNoteException e) {
      throw unusable(e);
    }
  }

  private CommandFailure unusable(Exception e) {
    return new CommandFailure(
        ExitStatus.UNAVAILABLE,
        "key '%s' of the sealed log cannot be used: %s; put back the file from a backup"
            .formatted(current, Home.reason(e)));
  }

  private static NoteSigner read(Path file) throws IOException, InvalidNoteException {
    return NoteSigner.parse(Files.readString(file));
  }

  private void make(Path file, String name) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try {
      NoteSigner signer =
          new NoteSigner(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      KeyFile.make(keys, file, signer.secret().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks Ed25519", e);
    }
  }

  private static String origin() {
    return HostName.get().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-")
        + "/migration-log";
  }
}
