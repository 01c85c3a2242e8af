package org.migrationauditor.reports.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folder {@code self-made} with a key and its password. It is filled under another name and moved
 * to its own in one step, so it is there complete or not at all; who comes second uses the first's.
 */
final class SelfMadeKeyStore {
  private static final String FOLDER = "self-made";
  private static final String KEY = "report-signing.p12";
  private static final String PASSWORD = "report-signing.password";
  private static final int PASSWORD_BYTES = 32;

  private final Path keys;
  private final Clock clock;

  SelfMadeKeyStore(Path keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  SigningKey key() {
    Path folder = keys.resolve(FOLDER);
    if (!Files.exists(folder)) {
      make(folder);
    }
    char[] password = password(folder.resolve(PASSWORD));
    try {
      return Pkcs12.read(folder.resolve(KEY), password, clock);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static char[] password(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip().toCharArray();
    } catch (IOException e) {
      throw new SigningKeyException(
          "file '%s'".formatted(file),
          "the password of the self-made key cannot be read",
          "put it back, or move its folder away and a new key is made");
    }
  }

  private void make(Path folder) {
    Path unfinished = null;
    try {
      Files.createDirectories(keys);
      unfinished = Files.createTempDirectory(keys, ".self-made-", mode("rwx------"));
      char[] password = randomPassword();
      writeSecret(
          unfinished.resolve(PASSWORD), StandardCharsets.US_ASCII.encode(new String(password)));
      writeSecret(unfinished.resolve(KEY), ByteBuffer.wrap(pkcs12(password)));
      Arrays.fill(password, '\0');
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      sync(keys);
    } catch (FileSystemException e) {
      discard(unfinished);
      if (!Files.exists(folder)) { // else another process was faster
        throw new SigningKeyException(
            "file '%s'".formatted(folder),
            "a self-made key cannot be written there",
            "check the folder's owner and free space");
      }
    } catch (IOException e) {
      discard(unfinished);
      throw new SigningKeyException(
          "file '%s'".formatted(folder),
          "a self-made key cannot be written there",
          "check the folder's owner and free space");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] pkcs12(char[] password) throws GeneralSecurityException, IOException {
    SelfMadeCertificate made = SelfMadeCertificate.make(clock.instant());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "report-signing", made.privateKey(), password, new Certificate[] {made.certificate()});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  private static char[] randomPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toCharArray();
  }

  private static void writeSecret(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void discard(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(KEY));
      Files.deleteIfExists(folder.resolve(PASSWORD));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
