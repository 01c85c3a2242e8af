package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.Secrets;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.disk.FilesSource;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.manifest.InventoryWriter;

/**
 * Program that takes an inventory of a folder of files and writes the key of each file it is about
 * to read into another, unbuffered; a process of its own, to be killed.
 */
final class InventoryProcess {
  static final PseudonymKey KEY = new PseudonymKey(new byte[32]);
  static final int SEGMENT = 300;

  private InventoryProcess() {}

  /**
   * Takes an inventory of a folder, and writes down each key before it reads the file.
   *
   * @param arguments manifests' folder, archive's folder, file of keys
   */
  public static void main(String[] arguments) throws Exception {
    Path archive = Path.of(arguments[1]);
    try (FileOutputStream reads = new FileOutputStream(arguments[2], true)) {
      InventorySource source =
          new CountedSource(new FilesSource(archive, KEY), key -> write(reads, key));
      System.out.println(
          taking(Path.of(arguments[0])).take(source, order(archive), new Said()).manifest());
    }
  }

  static InventoryTaking taking(Path manifests) {
    return new InventoryTaking(
        new Access(manifests, KEY, Secrets.ENVIRONMENT),
        new InventoryWriter.Pace(SEGMENT, Duration.ofMinutes(1)),
        2);
  }

  static InventoryOrder order(Path archive) {
    return new InventoryOrder(
        new InventoryName("killed"), Archives.address("tree:" + archive), "a test");
  }

  private static void write(FileOutputStream reads, String key) {
    LockSupport.parkNanos(50_000);
    try {
      reads.write((key + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Said implements Progress {
    @Override
    public void total(long entries, long bytes) {}

    @Override
    public void advance(long entries, long bytes) {}

    @Override
    public void goesOn(long entries, Instant until) {
      System.out.println("goes on from " + entries);
    }
  }
}
