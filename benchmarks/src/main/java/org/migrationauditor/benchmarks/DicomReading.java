package org.migrationauditor.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.concurrent.TimeUnit;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One file in memory, read as DICOM, and by SHA-256 alone: files a second on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DicomReading {
  /** Bytes of pixel data behind a header of 110 elements. */
  @Param({"8192", "524288", "33554432"})
  private int pixelBytes;

  private final DicomReader reader = new DicomReader(new PseudonymKey(new byte[32]));
  private byte[] file = new byte[0];

  /** Makes the file. */
  @Setup
  public void file() {
    file = ScannerFile.of(pixelBytes);
  }

  /** Structure, identifiers and all digests. */
  @Benchmark
  public DicomFacts dicom() throws IOException {
    return reader.read(
        Channels.newChannel(new ByteArrayInputStream(file)), file.length, bytes -> {});
  }

  /** The digest of the file alone. */
  @Benchmark
  public ContentDigest sha256() {
    return Sha256.of(file);
  }
}
