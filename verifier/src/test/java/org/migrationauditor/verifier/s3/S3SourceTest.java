package org.migrationauditor.verifier.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.s3.FailingServer.Answers;
import org.migrationauditor.verifier.s3.FailingServer.Reply;

/** What is said of a server that fails, lies, or holds names that no server should. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3SourceTest {
  private static final String MD5 = "9a0364b9e99bb480dd25e1f0284c8555"; // of "content"
  private static final Reply ONE_KEY = FailingServer.page(List.of("key"), 7, MD5, "");
  private static final Reply CONTENT = Reply.object("content", Map.of("ETag", '"' + MD5 + '"'));

  @Test
  void eachKeyHasAnEntryOfItsOwnWhateverItLooksLike() throws Exception {
    List<String> keys =
        List.of(
            "a/../b",
            "b",
            "a/./b",
            "a/b",
            "/a/b",
            "a//b",
            "a/b/",
            "line\nfeed",
            "\u0001",
            "\u0000",
            "\\",
            "\\xFF",
            "\\x5CxFF",
            "\ufffd",
            "\ud83d\ude00",
            "..",
            "/",
            "//",
            "key",
            "key?versionId=null",
            "key\\x3FversionId=null");
    Answers answers = token -> FailingServer.page(keys, 7, MD5, "");
    try (FailingServer server = new FailingServer(answers)) {
      SortedMap<String, InventoryEntry> read = read(server, "?content=no");

      assertThat(read).hasSize(keys.size() + 1);
      assertThat(read)
          .containsKeys("bbb/a/../b", "bbb//a/b", "bbb/a//b", "bbb/\\x5CxFF", "bbb/\\x5Cx5CxFF");
      assertThat(entry(read, "bbb/a/../b"))
          .satisfies(
              entry -> {
                assertThat(entry.complete()).isFalse();
                assertThat(entry.problem()).contains("'..'");
              });
    }
  }

  @Test
  void aListingThatBreaksOffMakesItsBucketIncomplete() throws Exception {
    Answers answers =
        answers(
            token ->
                token.isEmpty()
                    ? FailingServer.page(List.of("key"), 7, MD5, "next")
                    : Reply.error(500, "InternalError"),
            CONTENT);
    try (FailingServer server = new FailingServer(answers)) {
      SortedMap<String, InventoryEntry> read = read(server, "");

      assertThat(entry(read, "bbb/key")).matches(InventoryEntry::complete);
      assertIncomplete(
          entry(read, "bbb/"), "listing broke off: the server answered 500 InternalError");
    }
  }

  @Test
  void aListingThatGoesInCirclesEnds() throws Exception {
    Answers answers =
        answers(token -> FailingServer.page(List.of("key"), 7, MD5, "again"), CONTENT);
    try (FailingServer server = new FailingServer(answers)) {
      assertIncomplete(
          entry(read(server, ""), "bbb/"),
          "listing broke off: the server lists the same objects again and again");
    }
  }

  @Test
  void aServerThatWasBusyOnceIsAskedAgain() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    Answers answers =
        answers(
            token -> busy.incrementAndGet() == 1 ? Reply.error(503, "SlowDown") : ONE_KEY, CONTENT);
    try (FailingServer server = new FailingServer(answers)) {
      assertThat(read(server, "").values()).hasSize(2).allMatch(InventoryEntry::complete);
    }
  }

  @Test
  void aBodyThatIsCutShortIsAskedForAgainAndThenIncomplete() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Reply cut = new Reply(200, CONTENT.headers(), "cont", 3);
    Answers once = answers(token -> ONE_KEY, path -> asked.incrementAndGet() == 1 ? cut : CONTENT);
    try (FailingServer server = new FailingServer(once)) {
      assertThat(entry(read(server, ""), "bbb/key")).matches(InventoryEntry::complete);
    }
    try (FailingServer server = new FailingServer(answers(token -> ONE_KEY, cut))) {
      assertIncomplete(entry(read(server, ""), "bbb/key"), "the connection broke");
      assertThat(server.asked()).filteredOn("GET /bbb/key"::equals).hasSize(Retries.ATTEMPTS);
    }
  }

  @Test
  void anETagThatTheBytesContradictIsAProblemAndTheDigestStays() throws Exception {
    Reply damaged = Reply.object("CONTENT", CONTENT.headers());
    try (FailingServer server = new FailingServer(answers(token -> ONE_KEY, damaged))) {
      InventoryEntry entry = entry(read(server, ""), "bbb/key");

      assertThat(entry).matches(InventoryEntry::complete);
      assertThat(entry.digest()).isNotNull();
      assertThat(entry.problem()).isEqualTo("its ETag is an MD5, and not that of its bytes");
    }
  }

  @Test
  void anEncryptedObjectsETagIsNoMd5() throws Exception {
    Reply encrypted =
        Reply.object(
            "CONTENT", Map.of("ETag", '"' + MD5 + '"', "x-amz-server-side-encryption", "aws:kms"));
    try (FailingServer server = new FailingServer(answers(token -> ONE_KEY, encrypted))) {
      InventoryEntry entry = entry(read(server, ""), "bbb/key");

      assertThat(entry.problem()).isEmpty();
      assertThat(entry.recorded().digest()).isNull();
      assertThat(entry.recorded().attributes()).containsEntry("etag", MD5);
    }
  }

  @Test
  void anObjectOfAnotherSizeThanListedIsIncomplete() throws Exception {
    for (String content : List.of("", "conten", "content2")) {
      Reply other = Reply.object(content, CONTENT.headers());
      try (FailingServer server = new FailingServer(answers(token -> ONE_KEY, other))) {
        assertIncomplete(entry(read(server, ""), "bbb/key"), "changed after it was listed");
      }
    }
  }

  @Test
  void tagsThatMayNotBeReadAreAProblem() throws Exception {
    Answers answers =
        new Answers() {
          @Override
          public Reply page(String token) {
            return ONE_KEY;
          }

          @Override
          public Reply object(String path) {
            return CONTENT;
          }

          @Override
          public Reply tags() {
            return Reply.error(403, "AccessDenied");
          }
        };
    try (FailingServer server = new FailingServer(answers)) {
      assertThat(entry(read(server, ""), "bbb/key").problem())
          .isEqualTo("its tags could not be read: access denied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "SignatureDoesNotMatch", "<x>\n secret"})
  void aRefusalRepeatsNothingThatTheServerSaid(String code) throws Exception {
    Answers answers = token -> Reply.error(403, code);
    try (FailingServer server = new FailingServer(answers)) {
      assertThatIOException()
          .isThrownBy(() -> server.source("/bbb").list(entry -> {}))
          .withMessageStartingWith("could not be listed: ")
          .withMessageEndingWith("see to the address and the key pair")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("\n"));
    }
  }

  @Test
  void whatIsNoS3ServerIsSaidToBeNone() throws Exception {
    try (FailingServer server = new FailingServer(token -> Reply.xml("<html>not one"))) {
      assertThatIOException()
          .isThrownBy(() -> server.source("/bbb").list(entry -> {}))
          .withMessageContaining("the answer is none of an S3 server");
    }
  }

  @Test
  void nothingButReadingIsAskedOfTheServer() throws Exception {
    try (FailingServer server = new FailingServer(answers(token -> ONE_KEY, CONTENT))) {
      read(server, "");
      assertThat(server.asked()).isNotEmpty().allMatch(asked -> asked.matches("(GET|HEAD) .*"));
    }
  }

  @FunctionalInterface
  private interface Stored {
    Reply object(String path);
  }

  private static Answers answers(Answers pages, Reply object) {
    return answers(pages, path -> object);
  }

  private static Answers answers(Answers pages, Stored objects) {
    return new Answers() {
      @Override
      public Reply page(String token) {
        return pages.page(token);
      }

      @Override
      public Reply object(String path) {
        return objects.object(path);
      }
    };
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> read, String key) {
    return Objects.requireNonNull(read.get(key), key);
  }

  private static void assertIncomplete(InventoryEntry entry, String problem) {
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).isEqualTo(problem);
  }

  private static SortedMap<String, InventoryEntry> read(FailingServer server, String rest)
      throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    server.source(rest).list(listed::add);
    SortedMap<String, InventoryEntry> read = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(read.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return read;
  }
}
