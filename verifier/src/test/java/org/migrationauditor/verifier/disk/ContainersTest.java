package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Shell;

final class ContainersTest {
  private static final String LONG = "folder/".repeat(20) + "0A";
  private static final String RECORD =
      """
      {"00080016":{"vr":"UI","Value":["1.2.3"]},
       "00080018":{"vr":"UI","Value":["2.25.3"]},
       "00080060":{"vr":"CS","Value":["CT"]},
       "00081140":{"vr":"SQ","Value":[{"00080018":{"vr":"UI","Value":["9.9"]}}]},
       "00100010":{"vr":"PN","Value":[{"Alphabetic":"Doe^Jane"}]},
       "0020000D":{"vr":"UI","Value":["2.25.1"]},
       "0020000E":{"vr":"UI","Value":["2.25.2"]},
       "77770010":{"vr":"LO","Value":["Somebody Else"]},
       "77770011":{"vr":"LO","Value":["DCM4CHEE Archive 5"]},
       "77771050":{"vr":"LO","Value":["not this one"]},
       "77771150":{"vr":"LO","Value":["fs1"]},
       "77771151":{"vr":"LO","Value":["2024","01","AB"]},
       "77771152":{"vr":"UI","Value":["1.2.840.10008.1.2.1"]},
       "77771153":{"vr":"UL","Value":[%s]},
       "77771154":{"vr":"LO","Value":["D41D8CD98F00B204E9800998ECF8427E"]},
       "77771155":{"vr":"SQ","Value":[{
         "77770010":{"vr":"LO","Value":["DCM4CHEE Archive 5"]},
         "77771050":{"vr":"LO","Value":["nearline"]},
         "77771051":{"vr":"LO","Value":["x.tar!AB"]},
         "77771053":{"vr":"UL","Value":[5]},
         "77771056":{"vr":"CS","Value":["MISSING_OBJECT"]},
         "77771057":{"vr":"IS","Value":[7]}}]}}
      """;

  @TempDir private Path dir;
  private Path archive;
  private Path parts;

  @BeforeEach
  void makeFolders() throws IOException {
    archive = Files.createDirectories(dir.resolve("archive"));
    parts = Files.createDirectories(dir.resolve("parts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax", "ustar", "v7"})
  void membersOfATarAreInstancesWithTheirSums(String format) throws Exception {
    String name = format.equals("v7") ? "folder/0A" : LONG;
    part(name, Part10.file("2.25.1", "2.25.2", "2.25.3", 700));
    part("0B", Part10.file("2.25.1", "2.25.2", "2.25.4", 10));
    tar("--format=" + format);

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entries.keySet())
        .containsExactly("s.tar", "s.tar!0B", "s.tar!MD5SUM", "s.tar!" + name);
    InventoryEntry member = at(entries, "s.tar!" + name);
    assertThat(member.kind()).isEqualTo(EntryKind.INSTANCE);
    assertThat(member.digest()).isEqualTo(Sha256.of(Files.readAllBytes(parts.resolve(name))));
    assertThat(member.dicom()).extracting(DicomEntry::sopInstanceUid).isEqualTo("2.25.3");
    assertThat(member.recorded().digest())
        .isEqualTo("md5:" + member.recorded().attributes().get("md5"));
    assertThat(member.problem()).isEmpty();
    assertThat(at(entries, "s.tar").kind()).isEqualTo(EntryKind.FILE);
  }

  @Test
  void aMemberThatIsNotWhatTheSumsSayIsAProblem() throws Exception {
    part("0A", Part10.file("2.25.1", "2.25.2", "2.25.3", 700));
    tar("");
    flip("s.tar", 512 + 900);

    InventoryEntry member = at(read(), "s.tar!0A");

    assertThat(member.complete()).isTrue();
    assertThat(member.problem()).contains("not that of the TAR file's list of sums");
  }

  @Test
  void aTarThatEndsAnywhereBeforeItsEndMarkIsNeverListedInPart() throws Exception {
    part("0A", Part10.file("2.25.1", "2.25.2", "2.25.3", 700));
    tar("--blocking-factor=1");
    byte[] whole = Files.readAllBytes(archive.resolve("s.tar"));
    int end = whole.length - 1024;
    for (int length : new int[] {0, 1, 511, 512, 600, 1024, end - 512, end - 1, end, end + 511}) {
      Files.write(archive.resolve("s.tar"), Arrays.copyOf(whole, length));

      SortedMap<String, InventoryEntry> entries = read();

      assertThat(entries.keySet()).as("%d bytes", length).containsExactly("s.tar", "s.tar!");
      assertThat(at(entries, "s.tar!").complete()).isFalse();
      assertThat(at(entries, "s.tar!").kind()).isEqualTo(EntryKind.UNKNOWN);
    }
  }

  @Test
  void twoMembersOfOneNameMakeATarUnreadable() throws Exception {
    part("0A", new byte[10]);
    tar("");
    Shell.in(parts, "tar -rf ../archive/s.tar 0A");

    assertThat(at(read(), "s.tar!").problem()).contains("two members of one name");
  }

  @Test
  void aLinkInATarIsNotFollowed() throws Exception {
    Shell.in(parts, "ln -s /etc/hostname 0A");
    Shell.in(parts, "tar -cf ../archive/s.tar 0A");

    assertThat(at(read(), "s.tar!").problem()).contains("link");
  }

  @Test
  void namesInATarAreOnlyNames() throws Exception {
    part("0A", new byte[10]);
    Shell.in(parts, "tar -cPf ../archive/s.tar --transform 's,^,../../../,' 0A");

    assertThat(read().keySet()).containsExactly("s.tar", "s.tar!../../../0A");
    assertThat(dir.resolve("0A")).doesNotExist();
  }

  @Test
  void aFileNamedLikeAMemberIsAnother() throws Exception {
    part("0A", new byte[10]);
    Shell.in(parts, "tar -cf ../archive/s.tar 0A");
    Files.writeString(archive.resolve("s.tar!0A"), "x");
    Files.writeString(archive.resolve("s.tar\\x210A"), "y");
    Files.writeString(archive.resolve("what!"), "z");

    assertThat(read().keySet())
        .containsExactlyInAnyOrder("s.tar", "s.tar!0A", "s.tar\\x210A", "s.tar\\x5Cx210A", "what!");
  }

  @Test
  void aDicomFileNamedLikeAContainerIsAnInstance() throws Exception {
    Files.write(archive.resolve("a.TAR"), Part10.file("2.25.1", "2.25.2", "2.25.3", 0));
    Files.write(archive.resolve("b.zip"), Part10.file("2.25.1", "2.25.2", "2.25.4", 0));

    assertThat(read().values())
        .extracting(InventoryEntry::kind)
        .containsExactly(EntryKind.INSTANCE, EntryKind.INSTANCE);
  }

  @Test
  void containersInContainersAreFiles() throws Exception {
    part("0A", new byte[10]);
    Shell.in(parts, "tar -cf inner.tar 0A; tar -cf ../archive/s.tar inner.tar");
    zip("other.zip", Map.of("inner.tar", new byte[10], "readme", new byte[1]));

    assertThat(read().keySet()).containsExactly("other.zip", "s.tar", "s.tar!inner.tar");
  }

  @Test
  void metadataOfASeriesTellsWherePurgedInstancesAre() throws Exception {
    zip("m.zip", Map.of("2.25.3", RECORD.formatted("-1").getBytes(UTF_8)));

    InventoryEntry entry = at(read(), "m.zip!2.25.3");

    assertThat(entry.recorded().state()).isEqualTo(EntryState.PURGED);
    assertThat(entry.kind()).isEqualTo(EntryKind.INSTANCE);
    assertThat(entry.bytes()).isEqualTo(4_294_967_295L);
    assertThat(entry.digest()).isNull();
    assertThat(entry.recorded().digest()).isEqualTo("md5:d41d8cd98f00b204e9800998ecf8427e");
    assertThat(entry.recorded().attributes())
        .isEqualTo(
            Map.of(
                "storage", "fs1",
                "path", "2024/01/AB",
                "transfer-syntax", "1.2.840.10008.1.2.1",
                "copy.2.storage", "nearline",
                "copy.2.path", "x.tar!AB",
                "copy.2.bytes", "5",
                "copy.2.location-status", "MISSING_OBJECT",
                "copy.2.multi-ref", "7"));
    assertThat(entry.dicom())
        .isEqualTo(
            new DicomEntry("2.25.1", "2.25.2", "2.25.3", "1.2.3", "1.2.840.10008.1.2.1", "CT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"00080018\":5}",
        "{\"00080018\":{\"vr\":\"UI\",\"Value\":[[]]}}",
        "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.9\"]}}",
        "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.3\"]}} {}"
      })
  void whatIsNoMetadataOfItsInstanceIsUnreadable(String json) throws Exception {
    zip("m.zip", Map.of("2.25.3", json.getBytes(UTF_8)));

    InventoryEntry entry = at(read(), "m.zip!2.25.3");

    assertThat(entry.complete()).isFalse();
    assertThat(entry.recorded().state()).isEqualTo(EntryState.PRESENT);
  }

  @Test
  void metadataNestedTooDeepIsUnreadable() throws Exception {
    String deep = "{\"00081140\":{\"Value\":[".repeat(200_000);
    zip("m.zip", Map.of("2.25.3", deep.getBytes(UTF_8)));

    assertThat(at(read(), "m.zip!2.25.3").complete()).isFalse();
  }

  @Test
  void longTextsOfMetadataAreNoneOfItsBusiness() throws Exception {
    String record = RECORD.formatted("1").replace("Doe^Jane", "x".repeat(200_000));
    zip("m.zip", Map.of("2.25.3", record.getBytes(UTF_8)));

    assertThat(at(read(), "m.zip!2.25.3").problem()).isEmpty();
  }

  @Test
  void metadataThatNamesManyFilesIsUnreadable() throws Exception {
    String copy = ",{\"77771050\":{\"Value\":[\"fs\"]}}";
    String record = RECORD.formatted("1").replace("[7]}}]", "[7]}}" + copy.repeat(8) + "]");
    zip("m.zip", Map.of("2.25.3", record.getBytes(UTF_8)));

    assertThat(at(read(), "m.zip!2.25.3").problem()).isEqualTo("names more than 9 files");
  }

  @Test
  void aZipThatPromisesLessThanItHoldsIsUnreadable() throws Exception {
    zip("m.zip", Map.of("2.25.3", (RECORD.formatted("1") + " ".repeat(5000)).getBytes(UTF_8)));
    byte[] zip = Files.readAllBytes(archive.resolve("m.zip"));
    int directory = zip.length - 22 - 46 - "2.25.3".length();
    zip[directory + 24] = 10;
    zip[directory + 25] = 0;
    Files.write(archive.resolve("m.zip"), zip);

    assertThat(at(read(), "m.zip!2.25.3").complete()).isFalse();
  }

  @Test
  void aZipThatPromisesMoreThanItCanHoldIsNotListed() throws Exception {
    zip("m.zip", Map.of("2.25.3", new byte[10]));
    byte[] zip = Files.readAllBytes(archive.resolve("m.zip"));
    zip[zip.length - 22 - 46 - "2.25.3".length() + 27] = (byte) 0xFF;
    Files.write(archive.resolve("m.zip"), zip);

    assertThat(at(read(), "m.zip!").problem()).contains("more content than it can hold");
  }

  @Test
  void damageOfAnyKindGivesEntriesAndNothingElse() throws Exception {
    part("0A", Part10.file("2.25.1", "2.25.2", "2.25.3", 100));
    tar("--format=pax");
    zip("m.zip", Map.of("2.25.3", RECORD.formatted("1").getBytes(UTF_8)));
    Path sound = Files.createDirectories(dir.resolve("sound"));
    for (String name : new String[] {"s.tar", "m.zip"}) {
      Files.copy(archive.resolve(name), sound.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      for (String name : new String[] {"s.tar", "m.zip"}) {
        byte[] bytes = Files.readAllBytes(sound.resolve(name));
        int reach = Math.min(bytes.length, 2600);
        for (int i = 0; i <= random.nextInt(4); i++) {
          bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        Files.write(archive.resolve(name), Arrays.copyOf(bytes, bytes.length - random.nextInt(2)));
      }

      assertThat(read()).containsKeys("s.tar", "m.zip");
    }
  }

  @Test
  void furtherDigestsAreThoseOfTheFile() throws Exception {
    Files.writeString(archive.resolve("a"), "abc");
    SortedMap<String, InventoryEntry> entries = read(FurtherDigests.of("md5,sha1"));

    assertThat(at(entries, "a").recorded().attributes())
        .isEqualTo(
            Map.of(
                "md5", "900150983cd24fb0d6963f7d28e17f72",
                "sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"));
    assertThat(at(read(), "a").recorded().attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?also=md5", "?also=sha1,md5"})
  void anAddressAsksForFurtherDigests(String query) throws Exception {
    Files.writeString(archive.resolve("a"), "abc");
    Access access =
        new Access(dir.resolve("manifests"), new PseudonymKey(new byte[32]), secret -> null);
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();

    FolderScheme.DICOM
        .open(archive + query, access)
        .list(unread -> entries.put("a", unread.read(bytes -> {})));

    assertThat(at(entries, "a").recorded().attributes())
        .containsEntry("md5", "900150983cd24fb0d6963f7d28e17f72");
    assertThat(FolderScheme.DICOM.folder("x?also=crc")).isEqualTo("x?also=crc");
    assertThat(FolderScheme.TREE.folder("x?also=md5")).isEqualTo("x?also=md5");
  }

  private void part(String name, byte[] content) throws IOException {
    Path file = parts.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, content);
  }

  /** Packs all parts as dcm4chee does, the sums last. */
  private void tar(String options) throws IOException, InterruptedException {
    Shell.in(
        parts,
        "find -type f -printf '%P\\n' > ../names; xargs -a ../names md5sum > MD5SUM;"
            + " tar -cf ../archive/s.tar "
            + options
            + " -T ../names MD5SUM");
  }

  private void zip(String name, Map<String, byte[]> members) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
  }

  private void flip(String name, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(archive.resolve(name));
    bytes[at] ^= 1;
    Files.write(archive.resolve(name), bytes);
  }

  private SortedMap<String, InventoryEntry> read() throws IOException, InterruptedException {
    return read(FurtherDigests.NONE);
  }

  private SortedMap<String, InventoryEntry> read(FurtherDigests further)
      throws IOException, InterruptedException {
    DicomReader reader = new DicomReader(new PseudonymKey(new byte[32]));
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    new DicomFilesSource(archive, reader::read, further)
        .list(
            unread -> {
              InventoryEntry entry = unread.read(bytes -> {});
              assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
            });
    return entries;
  }

  private static InventoryEntry at(SortedMap<String, InventoryEntry> entries, String key) {
    return Objects.requireNonNull(entries.get(key), () -> key + " of " + entries.keySet());
  }
}
