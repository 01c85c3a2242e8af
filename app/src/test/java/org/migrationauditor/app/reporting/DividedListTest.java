package org.migrationauditor.app.reporting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.reporting.PackedList.Limit;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.reports.print.AttachedFile;
import org.migrationauditor.reports.print.AttachedFile.Content;
import org.migrationauditor.verifier.export.OwnerLines;

final class DividedListTest {
  private static final OwnerKey ANNA = new OwnerKey("anna");
  private static final OwnerKey BERT = new OwnerKey("bert");
  private static final OwnerKey NOBODY = new OwnerKey("nobody");

  @TempDir private Path dir;
  private final Map<OwnerKey, Path> folders = new TreeMap<>();

  @BeforeEach
  void makeFolders() throws IOException {
    for (OwnerKey owner : List.of(ANNA, BERT, NOBODY)) {
      folders.put(owner, Files.createDirectory(dir.resolve(owner.value())));
    }
  }

  @Test
  void everyoneGetsTheirLinesAndThoseOfEverybody() throws Exception {
    DividedList list = list(Limit.FINDINGS);

    for (String prefix : List.of("1,", "2,")) {
      list.add(
          bytes(prefix),
          taker -> {
            try {
              taker.take(null, bytes("all\n"));
              taker.take(ANNA, bytes("a\n"));
              taker.take(BERT, bytes("b\n"));
              taker.take(new OwnerKey("stranger"), bytes("s\n"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    assertThat(text(list.of(ANNA))).isEqualTo("head\n1,a\n1,all\n2,a\n2,all\n");
    assertThat(text(list.of(BERT))).isEqualTo("head\n1,b\n1,all\n2,b\n2,all\n");
    assertThat(text(list.of(NOBODY))).isEqualTo("head\n1,all\n2,all\n");
    assertThat(text(list.of(null))).isEqualTo("head\n1,all\n1,a\n1,b\n1,s\n2,all\n2,a\n2,b\n2,s\n");
    assertThat(list.of(ANNA).lines()).isEqualTo(4);
    assertThat(dir.toFile().list()).doesNotContain(".list.csv");
  }

  @Test
  void whoHasNothingGetsNoFile() throws Exception {
    DividedList list = list(Limit.FINDINGS);

    list.add(new byte[0], taker -> {});

    assertThat(list.of(ANNA).lines()).isZero();
    assertThat(dir.resolve("anna/list.csv")).doesNotExist();
    assertThat(list.of(null).beyond()).isZero();
  }

  @Test
  void whatALongListHasNoRoomForIsCounted() throws Exception {
    DividedList list = list(new Limit(9, 1 << 20));

    list.add(new byte[0], taker -> take(taker, "0\n", "1\n", "22\n", "3\n"));

    PackedList anna = list.of(ANNA);
    assertThat(anna.lines()).isEqualTo(2);
    assertThat(anna.beyond()).isEqualTo(2);
    assertThat(text(anna)).isEqualTo("head\n0\n1\n");
  }

  @Test
  void aListThatDoesNotPackWellEndsWhereAReportWouldBeTooLargeToBeChecked() throws Exception {
    DividedList list = list(new Limit(1 << 30, 1 << 20));
    String[] lines = new String[400];
    Random random = new Random(1);
    for (int i = 0; i < lines.length; i++) {
      byte[] line = new byte[10_000];
      random.nextBytes(line);
      lines[i] = new String(line, ISO_8859_1);
    }

    list.add(new byte[0], taker -> take(taker, lines));

    PackedList anna = list.of(ANNA);
    AttachedFile attached = anna.attached("text/csv", "Lines");
    assertThat(anna.lines() + anna.beyond()).isEqualTo(lines.length);
    assertThat(anna.beyond()).isPositive();
    assertThat(((Content.Packed) attached.content()).file())
        .satisfies(file -> assertThat(Files.size(file)).isBetween(1L << 20, 3L << 19));
  }

  @Test
  void whatIsPackedIsListedAsItIsUnpacked() throws Exception {
    DividedList list = list(Limit.FINDINGS);
    list.add(bytes("1,"), taker -> take(taker, "a\n"));
    list.add(bytes("2,"), taker -> take(taker, "b\n"));

    Attached listed = list.of(ANNA).attached("text/csv", "Lines").listed();

    byte[] all = bytes("head\n1,a\n2,b\n");
    assertThat(listed)
        .isEqualTo(new Attached("list.csv", "text/csv", all.length, ContentDigest.over(all)));
  }

  private static void take(OwnerLines.Taker taker, String... lines) {
    try {
      for (String line : lines) {
        taker.take(ANNA, line.getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DividedList list(Limit limit) {
    return new DividedList(dir, folders, "list.csv", bytes("head\n"), limit);
  }

  private static String text(PackedList list) throws IOException {
    Path file = ((Content.Packed) list.attached("text/csv", "Lines").content()).file();
    try (InputStream in = new InflaterInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
