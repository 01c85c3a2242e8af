package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.disk.DicomFilesSource;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** A folder of files on a device that fails as told, file by file. */
final class RepetitionTest {
  private static final byte[] CONTENT = "as it was written".getBytes(UTF_8);
  private static final List<Duration> AT_ONCE =
      List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  @TempDir private Path dir;
  private final AtomicInteger readings = new AtomicInteger();

  /** What the next readings meet: an exception, a changed byte (true), or nothing of note. */
  private final Deque<Object> ahead = new ArrayDeque<>();

  @BeforeEach
  void makeArchive() throws IOException {
    Files.write(dir.resolve("file"), CONTENT);
  }

  @Test
  void aReadingThatSucceedsIsTheOnlyOne() throws Exception {
    Repetition.Result result = read();

    assertThat(result.entry().digest()).isEqualTo(Sha256.of(CONTENT));
    assertThat(result.tries()).isEqualTo(1);
    assertThat(readings).hasValue(1);
  }

  @Test
  void anErrorThatPassesCostsATryAndAReadingToConfirm() throws Exception {
    ahead.add(failing());

    Repetition.Result result = read();

    assertThat(result.entry().complete()).isTrue();
    assertThat(result.entry().digest()).isEqualTo(Sha256.of(CONTENT));
    assertThat(result.tries()).isEqualTo(2);
    assertThat(readings).hasValue(3);
  }

  @Test
  void anErrorThatStaysIsGivenUpAfterAllTries() throws Exception {
    for (int i = 0; i < 10; i++) {
      ahead.add(failing());
    }

    Repetition.Result result = read();

    assertThat(result.entry().complete()).isFalse();
    assertThat(result.entry().problem()).isEqualTo("could not be read: input/output error");
    assertThat(result.tries()).isEqualTo(4);
    assertThat(readings).hasValue(4);
  }

  @Test
  void twoReadingsThatDifferAfterAnErrorAreNoContentAtAll() throws Exception {
    ahead.addAll(List.of(failing(), true));

    Repetition.Result result = read();

    assertThat(result.entry().complete()).isFalse();
    assertThat(result.entry().digest()).isNull();
    assertThat(result.entry().problem())
        .isEqualTo("two readings after an input/output error gave different content");
  }

  @Test
  void oneReadingThatIsNotConfirmedIsNoContent() throws Exception {
    ahead.addAll(List.of(failing(), false, failing()));

    assertThat(read().entry().complete()).isFalse();
    assertThat(readings).hasValue(3);
  }

  @Test
  void whatCannotPassIsTriedOnce() throws Exception {
    ahead.add(new NoSuchFileException(dir.resolve("file").toString()));

    Repetition.Result result = read();

    assertThat(result.entry().problem()).isEqualTo("vanished after it was listed");
    assertThat(result.tries()).isEqualTo(1);
    assertThat(readings).hasValue(1);
  }

  @Test
  void aDeviceThatFailsAlwaysIsSoonTriedOnceOnly() throws Exception {
    Repetition repetition = new Repetition(AT_ONCE, 5);
    for (int i = 0; i < 100; i++) {
      ahead.add(failing());
    }

    for (int i = 0; i < 10; i++) {
      assertThat(repetition.read(listed(), bytes -> {}).entry().complete()).isFalse();
    }

    assertThat(readings).hasValue(10 + 5);
  }

  @Test
  void triesThatSucceedAreNotHeldAgainstTheDevice() throws Exception {
    Repetition repetition = new Repetition(AT_ONCE, 2);

    for (int i = 0; i < 10; i++) {
      ahead.addAll(List.of(failing(), false, false));
      assertThat(repetition.read(listed(), bytes -> {}).entry().complete()).isTrue();
    }
  }

  private static IOException failing() {
    return new IOException("Input/output error");
  }

  private Repetition.Result read() throws Exception {
    return new Repetition(AT_ONCE, 100).read(listed(), bytes -> {});
  }

  private UnreadEntry listed() throws Exception {
    DicomReader reader = new DicomReader(new PseudonymKey(new byte[32]));
    List<UnreadEntry> listed = new ArrayList<>();
    new DicomFilesSource(
            dir, (content, bytes, advanced) -> reader.read(met(content), bytes, advanced))
        .list(listed::add);
    return listed.getFirst();
  }

  private ReadableByteChannel met(ReadableByteChannel content) throws IOException {
    readings.incrementAndGet();
    Object met = ahead.isEmpty() ? false : ahead.remove();
    if (met instanceof IOException failure) {
      throw failure;
    }
    return met.equals(true) ? new FlippedBit(content) : content;
  }

  private record FlippedBit(ReadableByteChannel content) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer buffer) throws IOException {
      int start = buffer.position();
      int read = content.read(buffer);
      if (read > 0) {
        buffer.put(start, (byte) (buffer.get(start) ^ 1));
      }
      return read;
    }

    @Override
    public boolean isOpen() {
      return content.isOpen();
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
