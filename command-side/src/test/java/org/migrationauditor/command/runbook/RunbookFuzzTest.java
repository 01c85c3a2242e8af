package org.migrationauditor.command.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes are a runbook, or refused in sentences and in little memory. */
final class RunbookFuzzTest {
  private static final int DEPTH = 200_000;
  private static final int LARGEST = 1 << 20;
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final long FIXED = 32 << 20;
  private static final long PER_BYTE = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Stream<byte[]> runbooks() throws IOException {
    return Stream.of(TestRunbooks.bytes("whole.yaml"), "a: [b, {c: d}]\n".getBytes(UTF_8));
  }

  @MethodSource("runbooks")
  @FuzzTest(maxDuration = "4h")
  void anyFile(byte[] yaml) {
    read(yaml);
  }

  /** Up to the size that is read, and beyond. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{? [", "a:\n- ", "[[],", "!!seq [", "&a ["})
  void nestingWithoutEnd(String opening) {
    read(opening.repeat(DEPTH).getBytes(UTF_8));
    read(opening.repeat(LARGEST / opening.length()).getBytes(UTF_8));
    read(("steps: " + opening.repeat(LARGEST / 2 / opening.length())).getBytes(UTF_8));
  }

  private static void read(byte[] yaml) {
    long most = FIXED + PER_BYTE * yaml.length;
    long taken = taken(yaml);
    if (taken >= most) {
      taken = taken(yaml); // a fuzzer changes classes when they are first met, on this thread
    }
    assertThat(taken).as("memory taken for %d bytes", yaml.length).isLessThan(most);
  }

  private static long taken(byte[] yaml) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean ignored = HostileFilesTest.read(yaml);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
