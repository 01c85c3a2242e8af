package org.migrationauditor.command.action.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** Sets when an entry's content was last changed. */
public final class ChangeTime {
  /** In place of nanoseconds: leave this time as it is. */
  private static final long OMITTED = (1L << 30) - 2;

  private static final long NOT_THROUGH_LINKS = 0x100;
  private static final ThreadLocal<ByteBuffer> TIMES =
      ThreadLocal.withInitial(
          () -> ByteBuffer.allocateDirect(4 * Long.BYTES).order(ByteOrder.nativeOrder()));

  private ChangeTime() {}

  /** Sets it to the nanosecond, of a link too ({@code utimensat(2)}); elsewhere as Java does. */
  public static void set(Path path, FileTime time) throws IOException {
    Optional<SystemCalls> calls = SystemCalls.linked();
    if (calls.isEmpty()) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(time, null, null);
      return;
    }
    Instant at = time.toInstant();
    ByteBuffer times = TIMES.get().clear();
    times.putLong(0).putLong(OMITTED).putLong(at.getEpochSecond()).putLong(at.getNano()).flip();
    long result =
        calls
            .get()
            .utimensat
            .call(SystemCalls.WORKING_FOLDER, SystemCalls.path(path), times, NOT_THROUGH_LINKS);
    if (result < 0) {
      throw SystemCalls.error(result, path, "its time cannot be set");
    }
  }
}
