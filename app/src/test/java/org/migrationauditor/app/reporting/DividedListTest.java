package org.migrationauditor.app.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.reporting.PartedFile.Limit;
import org.migrationauditor.messages.OwnerKey;

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
    DividedList list = list(Limit.USUAL);

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
    DividedList list = list(Limit.USUAL);

    list.add(new byte[0], taker -> {});

    assertThat(list.of(ANNA).parts()).isEmpty();
    assertThat(list.of(null).beyond()).isZero();
  }

  @Test
  void aLongListIsInPartsAndWhatIsBeyondIsCounted() throws Exception {
    DividedList list = list(new Limit(9, 2));

    list.add(
        new byte[0],
        taker -> {
          try {
            for (int i = 0; i < 7; i++) {
              taker.take(ANNA, bytes(i + "\n"));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    PartedFile anna = list.of(ANNA);
    assertThat(anna.parts())
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .containsExactly("list.csv", "list-2.csv");
    assertThat(anna.parts().get(0)).hasContent("head\n0\n1\n");
    assertThat(anna.parts().get(1)).hasContent("head\n2\n3\n");
    assertThat(anna.lines()).isEqualTo(4);
    assertThat(anna.beyond()).isEqualTo(3);
  }

  private DividedList list(Limit limit) {
    return new DividedList(dir, folders, "list.csv", bytes("head\n"), limit);
  }

  private static String text(PartedFile file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path part : file.parts()) {
      text.append(Files.readString(part));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
