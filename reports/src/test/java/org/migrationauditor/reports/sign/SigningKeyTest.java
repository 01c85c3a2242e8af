package org.migrationauditor.reports.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.reports.Keys;

class SigningKeyTest {
  @TempDir Path folder;

  @Test
  void aSelfMadeKeySaysSoAndIsMadeOnce() {
    SigningKey first = SigningKey.selfMade(folder.resolve("keys"));
    SigningKey second = SigningKey.selfMade(folder.resolve("keys"));

    assertThat(first.selfMade()).isTrue();
    assertThat(first.subject()).startsWith("CN=Migration Auditor self-made key");
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
  }

  @Test
  void aSelfMadeKeyIsForItsOwnerOnly() throws Exception {
    SigningKey.selfMade(folder);

    try (Stream<Path> files = Files.walk(folder.resolve("self-made"))) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertThat(mode)
            .as(file.toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void manyAtOnceGetOneKeyAndLeaveNothingElse() throws Exception {
    List<Callable<ContentDigest>> tasks =
        Stream.<Callable<ContentDigest>>generate(
                () -> () -> SigningKey.selfMade(folder).fingerprint())
            .limit(16)
            .toList();
    Set<ContentDigest> fingerprints = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<ContentDigest> answer : threads.invokeAll(tasks)) {
        fingerprints.add(answer.get());
      }
    }

    assertThat(fingerprints).hasSize(1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("self-made"));
    }
  }

  @Test
  void aLostPasswordOfASelfMadeKeyIsSaid() throws Exception {
    SigningKey.selfMade(folder);
    Files.delete(folder.resolve("self-made/report-signing.password"));

    assertThatThrownBy(() -> SigningKey.selfMade(folder))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("the password of the self-made key cannot be read");
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SigningKey.selfMade(file))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("a self-made key cannot be written there");
  }

  @Test
  void anOperatorsKeyIsNotSelfMade() throws Exception {
    SigningKey key = SigningKey.load(Keys.own(folder, Instant.now()), Keys.password());

    assertThat(key.selfMade()).isFalse();
    assertThat(key.subject()).contains("CN=Marie Curie");
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() throws Exception {
    Path file = Keys.own(folder, Instant.now());

    assertThatThrownBy(() -> SigningKey.load(file, "not-the-password".toCharArray()))
        .isInstanceOf(SigningKeyException.class)
        .hasMessage(
            "signing key: file '%s': wrong password; no report can be signed, give the right one"
                .formatted(file))
        .hasNoCause();
  }

  @Test
  void anExpiredCertificateIsRefusedWithItsDate() throws Exception {
    Path file = Keys.own(folder, Instant.now().minus(Duration.ofDays(400)));

    assertThatThrownBy(() -> SigningKey.load(file, Keys.password()))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("its certificate expired at 20");
  }

  @Test
  void aCertificateOfTheFutureIsRefused() throws Exception {
    Path file = Keys.own(folder, Instant.now().plus(Duration.ofDays(400)));

    assertThatThrownBy(() -> SigningKey.load(file, Keys.password()))
        .hasMessageContaining("its certificate is not valid before");
  }

  @Test
  void aSelfMadeKeyThatExpiredIsSaidToBeReplaceable() {
    Clock longAgo = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
    new SelfMadeKeyStore(folder, longAgo).key();

    assertThatThrownBy(() -> SigningKey.selfMade(folder))
        .hasMessageContaining("expired at 2011-01-02T00:00:00Z")
        .hasMessageContaining("move the folder away and a new key is made");
  }

  @Test
  void filesThatCannotSignAreRefusedEachForItsReason() throws Exception {
    Path text = Files.writeString(folder.resolve("text.p12"), "not a key store");
    Path nothing = Files.createFile(folder.resolve("empty.p12"));

    assertRefused(Keys.withoutKey(folder), "holds no private key");
    assertRefused(Keys.withTwoKeys(folder), "holds 2 private keys");
    assertRefused(Keys.mismatched(folder), "its certificate belongs to another private key");
    assertRefused(text, "is not a PKCS#12 file");
    assertRefused(nothing, "is not a PKCS#12 file");
    assertRefused(folder.resolve("absent.p12"), "does not exist");
    assertRefused(folder, "is not a regular file");
  }

  @Test
  void nothingShowsTheSecrets() throws Exception {
    SigningKey key = SigningKey.selfMade(folder);
    String password = Files.readString(folder.resolve("self-made/report-signing.password"));

    assertThat(password).hasSizeGreaterThan(40);
    assertThat(key.toString() + key.signer()).doesNotContain(password);
    assertThat(SelfMadeCertificate.make(Instant.now()).toString())
        .isEqualTo("CN=Migration Auditor self-made key,OU=Identity not proven");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> SigningKey.load(file, Keys.password()))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("file '%s': %s".formatted(file, reason))
        .hasMessageContaining("no report can be signed")
        .message()
        .doesNotContain(Keys.PASSWORD);
  }
}
