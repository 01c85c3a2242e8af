package org.migrationauditor.app.anchor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationauditor.app.anchor.Heads.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.messages.Verdict;

/** A head is stamped by an authority that answers the question, and by no other. */
final class TimeStampTest {
  @TempDir private Path temporary;

  @Test
  void isKeptBesideItsHeadAndTrustedWithTheRootOfItsAuthority() throws Exception {
    try (TestAuthority authority = new TestAuthority(true, KeyPurposeId.id_kp_timeStamping)) {
      place(authority).keep(head(41, 'a'));

      assertThat(look(Set.of(authority.rootCertificate())))
          .isEqualTo("PASSED host.example_migration-log-000000000041.head CN=Clock");
      assertThat(look(Set.of())).startsWith("INDETERMINATE");
      try (TestAuthority other = new TestAuthority(true, KeyPurposeId.id_kp_timeStamping)) {
        assertThat(look(Set.of(other.rootCertificate()))).startsWith("INDETERMINATE");
      }
      Path pem = Files.writeString(temporary.resolve("roots.pem"), authority.rootAsPem());
      assertThat(
              TimeStamps.of(
                      new Home(temporary), Map.of(TimeStamps.CERTIFICATES, pem.toString())::get)
                  .look())
          .isEmpty();
      assertThatThrownBy(
              () ->
                  TimeStamps.of(new Home(temporary), Map.of(TimeStamps.CERTIFICATES, "/none")::get))
          .isInstanceOf(CommandFailure.class);
    }
  }

  @Test
  void noChangedByteIsStampedAndNoneMakesAnotherTimeOfAStamp() throws Exception {
    try (TestAuthority authority = new TestAuthority(true, KeyPurposeId.id_kp_timeStamping)) {
      place(authority).keep(head(41, 'a'));
      TimeStamps stamps = new TimeStamps(temporary, Set.of(authority.rootCertificate()));
      TimeStamps.Looked sound = stamps.look().getFirst();
      Path file = temporary.resolve(head(41, 'a').fileName());
      Path token = TimeStamps.token(file);
      for (int at = 0; at < Files.size(file); at += 7) {
        flip(file, at);
        assertThat(stamps.look().getFirst().verdict()).as("at %d", at).isEqualTo(Verdict.FAILED);
        flip(file, at);
      }
      for (int at = 0; at < Files.size(token); at += 7) {
        flip(token, at); // not every byte around a signature is signed
        assertThat(stamps.look().getFirst())
            .as("at %d", at)
            .matches(looked -> looked.equals(sound) || looked.verdict() != Verdict.PASSED);
        flip(token, at);
      }
      assertThat(stamps.look()).containsExactly(sound);
      Files.delete(token);
      assertThat(stamps.look().getFirst().verdict()).isEqualTo(Verdict.INDETERMINATE);
    }
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void anAuthorityThatAnswersSomethingElseStampsNothing() throws Exception {
    try (TestAuthority authority = new TestAuthority(true, KeyPurposeId.id_kp_timeStamping)) {
      authority.mishear(asked -> encoded(StampRequest.of(head(40, 'a').bytes())));
      refuses(authority, "answered with no time stamp of this head");
      authority.mishear(asked -> encoded(StampRequest.of(head(41, 'a').bytes())));
      refuses(authority, "answered with no time stamp of this head"); // of another question
      authority.mishear(asked -> asked);
      authority.garble(answer -> new byte[] {1, 2, 3});
      refuses(authority, "answered with no time stamp of this head");
      authority.garble(answer -> new byte[(1 << 20) + 1]);
      refuses(authority, "answered with more than 1 MiB");
      authority.answerWith(503);
      refuses(authority, "answered with status 503");
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aCertificateForAnythingElseStampsNothing() throws Exception {
    try (TestAuthority both =
            new TestAuthority(
                true, KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_serverAuth);
        TestAuthority lax = new TestAuthority(false, KeyPurposeId.id_kp_timeStamping);
        TestAuthority server = new TestAuthority(true, KeyPurposeId.id_kp_serverAuth);
        TestAuthority none = new TestAuthority(true)) {
      for (TestAuthority authority : new TestAuthority[] {both, lax, server, none}) {
        assertThatThrownBy(() -> place(authority).keep(head(41, 'a')))
            .isInstanceOf(IOException.class);
      }
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anAuthorityThatIsNotThereIsTold() throws Exception {
    TestAuthority gone = new TestAuthority(true, KeyPurposeId.id_kp_timeStamping);
    gone.close();
    refuses(gone, "could not be reached");
  }

  @Test
  void anAuthorityThatStallsInItsAnswerKeepsNobodyWaiting() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> stalled = CompletableFuture.supplyAsync(() -> answerHalf(server));
      StampPlace place =
          new StampPlace(
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              temporary,
              Duration.ofMillis(500));

      assertThatThrownBy(() -> place.keep(head(41, 'a')))
          .isInstanceOf(IOException.class)
          .hasMessage("could not be reached");
      stalled.join().close();
    }
  }

  private static Socket answerHalf(ServerSocket server) {
    try {
      Socket client = server.accept();
      client
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx".getBytes(US_ASCII));
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuses(TestAuthority authority, String words) {
    assertThatThrownBy(() -> place(authority).keep(head(41, 'a')))
        .isInstanceOf(IOException.class)
        .hasMessage(words);
  }

  private StampPlace place(TestAuthority authority) {
    return new StampPlace(URI.create(authority.address()), temporary, Duration.ofSeconds(10));
  }

  /** Verdict, head and authority of the only one. */
  private String look(Set<X509Certificate> trusted) {
    TimeStamps.Looked looked = new TimeStamps(temporary, trusted).look().getFirst();
    String words = looked.words();
    return "%s %s %s"
        .formatted(
            looked.verdict(),
            looked.head().getFileName(),
            looked.verdict() == Verdict.PASSED
                ? words.substring(words.indexOf(" by ") + 4)
                : words);
  }

  private static byte[] encoded(StampRequest request) {
    try {
      return request.encoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
