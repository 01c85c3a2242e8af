package org.migrationauditor.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.Comparison;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two inventories that differ in one entry of a thousand: seconds to compare them. The heap is 512
 * MB; what DuckDB holds beside it is bounded by the comparison itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class ComparingInventories {
  private static final int PER_FOLDER = 500;
  private static final int ONE_IN = 1000;

  /** Entries on each side. */
  @Param({"1000000", "10000000"})
  private int entries;

  private Path folder = Path.of("");
  private @Nullable Manifest before;
  private @Nullable Manifest after;

  /** Writes both manifests. */
  @Setup(Level.Trial)
  public void manifests() throws IOException, SQLException {
    folder = Files.createTempDirectory("comparing");
    before = manifest(0);
    after = manifest(1);
  }

  private Manifest manifest(int side) throws IOException, SQLException {
    try (InventoryWriter writer = InventoryWriter.open(folder, View.FILES)) {
      for (int i = 0; i < entries; i++) {
        int content = i % ONE_IN == 0 ? i + side : i;
        writer.add(
            InventoryEntry.read(
                "study%07d/%09d.dcm".formatted(i / PER_FOLDER, i),
                EntryKind.FILE,
                524_288,
                Sha256.of(ByteBuffer.allocate(Integer.BYTES).putInt(content).array()),
                OwnerKey.UNASSIGNED));
      }
      return writer.finish();
    }
  }

  /** Compares both ways and writes the findings. */
  @Benchmark
  public long compare() throws IOException, SQLException {
    if (before == null || after == null) {
      throw new IllegalStateException("nothing to compare");
    }
    return new Comparison(folder).compare(before, after, Set.of(), List.of()).compared();
  }

  /** Leaves nothing behind. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
