package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/**
 * What every source that reads a folder keeps to, beside what all sources do. A source's test names
 * the source and nothing else. Folders and buckets are the business of each view; what is said here
 * is of all the rest.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FolderSourceContract extends InventorySourceContract {
  private static final String BUCKET = "bucket-a";

  @TempDir private Path dir;
  private Path root;
  private Path folder;

  /** Opens the source that is tested. */
  protected abstract InventorySource source(Path archive);

  @Override
  protected InventorySource filled() throws Exception {
    write("file", "content");
    write("empty", "");
    Files.createDirectories(folder.resolve("sub/empty"));
    Files.createDirectories(root.resolve("empty-bucket"));
    Shell.in(folder, "mkfifo pipe; ln -s file link; ln file hard; touch $'\\xff'");
    return source(root);
  }

  @Override
  protected Object state() throws Exception {
    return Snapshot.of(dir);
  }

  @BeforeEach
  void makeArchive() throws IOException {
    root = dir.resolve("archive");
    folder = Files.createDirectories(root.resolve(BUCKET));
  }

  @Test
  void listsEachOfManyEntriesOfOneFolderOnce() throws Exception {
    List<String> names = IntStream.range(0, 2500).mapToObj("object-%d"::formatted).toList();
    for (String name : names) {
      write(name, name);
    }

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(keys(names));
    assertThat(read.values()).allMatch(InventoryEntry::complete);
  }

  @Test
  void reachesAFileHundredsOfFoldersDeep() throws Exception {
    String deep = "d/".repeat(900) + "file";
    Files.createDirectories(folder.resolve(deep).getParent());
    write(deep, "deep");

    assertThat(read().keySet()).containsExactly(BUCKET + "/" + deep);
    Shell.in(dir, "rm -r archive"); // faster than the temporary folder's own end
  }

  @Test
  void keepsNamesApartThatLookAlike() throws Exception {
    List<String> plain =
        List.of(
            "\u00e9",
            "e\u0301",
            "\ufffd",
            "\ud83d\ude00",
            " ",
            "  ",
            "a b",
            "a\\b",
            "line\nfeed",
            "\u001b[31m",
            "\u202egpj",
            "quote'\"",
            "100%",
            "-rf",
            "*",
            "~",
            "a\\x",
            "a\\xg0");
    for (String name : plain) {
      write(name, name);
    }
    write("looks\\xFF", "a");
    write("looks\\x5C", "b");
    Shell.in(folder, "touch $'\\xff' $'\\xe9' $'\\xc3\\x28' $'\\xed\\xa0\\x80' $'looks\\xff'");

    List<String> expected = new ArrayList<>(keys(plain));
    expected.addAll(
        keys(
            List.of(
                "looks\\x5CxFF",
                "looks\\x5Cx5C",
                "\\xFF",
                "\\xE9",
                "\\xC3(",
                "\\xED\\xA0\\x80",
                "looks\\xFF")));
    assertThat(read().keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void digestsEveryByte() throws Exception {
    Random random = new Random(7);
    SortedMap<String, String> expected = new TreeMap<>();
    for (int size : new int[] {0, 1, 4096, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3_000_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      Files.write(folder.resolve("size-" + size), bytes);
      expected.put(BUCKET + "/size-" + size, size + " " + sha256(bytes));
    }

    SortedMap<String, String> found = new TreeMap<>();
    read().forEach((key, entry) -> found.put(key, entry.bytes() + " " + entry.digest()));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void tellsOfAFileThatVanishedAfterItWasListed() throws Exception {
    write("gone", "there");
    assertIncomplete(readAfter(() -> Files.delete(folder.resolve("gone"))));
  }

  @Test
  void tellsOfAFileThatGrewAfterItWasListed() throws Exception {
    write("log", "one");
    assertIncomplete(
        readAfter(
            () -> Files.writeString(folder.resolve("log"), "two", StandardOpenOption.APPEND)));
  }

  @Test
  void tellsOfAFileThatWasTruncatedAfterItWasListed() throws Exception {
    write("short", "long content");
    assertIncomplete(readAfter(() -> Files.writeString(folder.resolve("short"), "long")));
  }

  @Test
  void tellsOfAFileThatWasReplacedAfterItWasListed() throws Exception {
    write("same", "one");
    FileTime time = Files.getLastModifiedTime(folder.resolve("same"));
    assertIncomplete(
        readAfter(
            () -> {
              Path other = Files.writeString(folder.resolve("other"), "two");
              Files.setLastModifiedTime(other, time);
              Files.move(other, folder.resolve("same"), StandardCopyOption.REPLACE_EXISTING);
            }));
  }

  @Test
  void doesNotOpenAPipeThatTookAFilesPlace() throws Exception {
    write("file", "content");
    assertIncomplete(readAfter(() -> Shell.in(folder, "rm file; mkfifo file")));
  }

  @Test
  void doesNotFollowALinkThatTookAFilesPlace() throws Exception {
    Files.writeString(dir.resolve("outside"), "content");
    write("file", "content");
    assertIncomplete(readAfter(() -> Shell.in(folder, "rm file; ln -s ../../outside file")));
  }

  @Test
  void doesNotFollowALinkThatTookAFoldersPlace() throws Exception {
    Files.createDirectories(dir.resolve("outside"));
    Files.writeString(dir.resolve("outside/file"), "content");
    Files.createDirectories(folder.resolve("sub"));
    write("sub/file", "content");
    assertIncomplete(readAfter(() -> Shell.in(folder, "rm -r sub; ln -s ../../outside sub")));
  }

  @Test
  void tellsOfAFolderThatChangedWhileItWasListed() throws Exception {
    write("one", "1");
    write("two", "2");
    List<UnreadEntry> listed = new ArrayList<>();

    source(root)
        .list(
            entry -> {
              listed.add(entry);
              create(folder.resolve("new-" + listed.size()));
            });

    assertThat(read(listed).values())
        .filteredOn(entry -> !entry.complete())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo(BUCKET + "/");
              assertThat(entry.problem()).isEqualTo("changed while it was listed");
            });
  }

  @Test
  void tellsOfAFolderThatVanishedBeforeItWasListed() throws Exception {
    Files.createDirectories(root.resolve("bucket-b"));
    write("file", "a");
    Files.writeString(root.resolve("bucket-b/file"), "b");
    List<UnreadEntry> listed = new ArrayList<>();
    List<String> left = new ArrayList<>(List.of(BUCKET, "bucket-b"));

    source(root)
        .list(
            entry -> {
              if (listed.isEmpty()) {
                left.remove(read(List.of(entry)).firstKey().substring(0, BUCKET.length()));
                delete(root.resolve(left.getFirst()).resolve("file"));
                delete(root.resolve(left.getFirst()));
              }
              listed.add(entry);
            });

    assertThat(listed).hasSizeGreaterThanOrEqualTo(3);
    assertThat(read(listed.subList(1, listed.size())).values())
        .filteredOn(entry -> !entry.complete())
        .extracting(InventoryEntry::key)
        .containsExactlyInAnyOrder("./", left.getFirst());
  }

  @Test
  void tellsOfAFolderTooDeepToBeReached() throws Exception {
    String name = "n".repeat(200);
    Shell.in(
        folder,
        "for i in {1..25}; do mkdir %s; cd -P %s; done; touch unreachable".formatted(name, name));
    try {
      SortedMap<String, InventoryEntry> read = read();
      assertThat(read.values())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.kind()).isEqualTo(EntryKind.UNKNOWN);
                assertThat(entry.complete()).isFalse();
                assertThat(entry.digest()).isNull();
                assertThat(entry.problem()).isEqualTo("could not be read: file name too long");
              });
    } finally {
      Shell.in(dir, "rm -r archive"); // deeper than Java can delete
    }
  }

  /** Root may enter what is closed to all others, and then has to read it. */
  @Test
  void tellsOfAClosedFolderOrReadsItAsRoot() throws Exception {
    write("file", "content");
    Path closed = Files.createDirectories(folder.resolve("closed"));
    write("closed/file", "content");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      boolean root = Files.isReadable(closed);
      SortedMap<String, InventoryEntry> read = read();
      String key = BUCKET + "/closed/" + (root ? "file" : "");
      assertThat(read.keySet()).containsExactlyInAnyOrder(BUCKET + "/file", key);
      assertThat(read.get(key)).extracting(InventoryEntry::complete).isEqualTo(root);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void takesALinkForWhatItIs() throws Exception {
    Files.createDirectories(dir.resolve("outside"));
    Files.writeString(dir.resolve("outside/secret"), "content");
    write("file", "content");
    Shell.in(
        folder,
        "ln -s ../../outside out; ln -s file in; ln -s nowhere dangling; ln -s . loop; ln -s a b; ln"
            + " -s b a");

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read.keySet())
        .containsExactlyElementsOf(
            keys(List.of("a", "b", "dangling", "file", "in", "loop", "out")));
    assertThat(read.values())
        .filteredOn(entry -> entry.kind() == EntryKind.LINK)
        .hasSize(6)
        .allMatch(entry -> entry.complete() && entry.bytes() == 0)
        .extracting(InventoryEntry::digest)
        .doesNotHaveDuplicates();
    assertThat(read.get(BUCKET + "/out"))
        .extracting(entry -> String.valueOf(entry.digest()))
        .isEqualTo(sha256("../../outside".getBytes(UTF_8)));
  }

  @Test
  void opensNeitherPipeNorSocket() throws Exception {
    Shell.in(folder, "mkfifo pipe");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
      server.configureBlocking(false);

      SortedMap<String, InventoryEntry> read = read();

      assertThat(read.keySet()).containsExactlyElementsOf(keys(List.of("pipe", "socket")));
      assertThat(read.values())
          .allMatch(entry -> entry.kind() == EntryKind.OTHER && entry.complete());
      assertThat(read.get(BUCKET + "/pipe"))
          .extracting(entry -> String.valueOf(entry.digest()))
          .isEqualTo(sha256("pipe 0".getBytes(UTF_8)));
      assertThat(server.accept()).isNull();
    }
  }

  @Test
  void takesEachNameOfAFileForAnEntry() throws Exception {
    write("one", "content");
    Files.createLink(folder.resolve("two"), folder.resolve("one"));

    SortedMap<String, InventoryEntry> read = read();

    assertThat(read.keySet()).containsExactlyElementsOf(keys(List.of("one", "two")));
    assertThat(read.values())
        .extracting(entry -> String.valueOf(entry.digest()))
        .containsOnly(sha256("content".getBytes(UTF_8)));
  }

  @Test
  void refusesARootThatIsALink() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), root);
    assertThatIOException()
        .isThrownBy(() -> source(link).list(entry -> {}))
        .withMessage("is a symbolic link; give the folder it points to");
  }

  @Test
  void refusesARootThatIsNoFolder() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "content");
    assertThatIOException()
        .isThrownBy(() -> source(file).list(entry -> {}))
        .withMessage("is no folder; give the archive's folder");
  }

  @Test
  void refusesARootThatIsMissing() {
    assertThatIOException().isThrownBy(() -> source(dir.resolve("no")).list(entry -> {}));
  }

  private void assertIncomplete(InventoryEntry entry) {
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).isNotEmpty().doesNotContain(dir.toString());
  }

  /** Lists the one file there is, lets something happen to it, and reads it. */
  private InventoryEntry readAfter(Event event) throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    source(root).list(listed::add);
    event.happen();
    return listed.getFirst().read(bytes -> {});
  }

  @FunctionalInterface
  private interface Event {
    void happen() throws Exception;
  }

  private SortedMap<String, InventoryEntry> read() throws IOException, InterruptedException {
    List<UnreadEntry> listed = new ArrayList<>();
    source(root).list(listed::add);
    return read(listed);
  }

  /** Entries by key, complete folders and buckets left out. */
  private static SortedMap<String, InventoryEntry> read(List<UnreadEntry> listed)
      throws InterruptedException {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      if (!entry.complete() || !entry.key().endsWith("/")) {
        assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
      }
    }
    return entries;
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> keys(List<String> names) {
    return names.stream().map(name -> BUCKET + "/" + name).toList();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
