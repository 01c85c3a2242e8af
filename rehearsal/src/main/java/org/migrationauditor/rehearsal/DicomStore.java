package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Storage {@code fs1} of a dcm4chee archive with its default path format: {@code
 * {now,date,yyyy/MM/dd}/{0020000D,hash}/{0020000E,hash}/{00080018,hash}}, where {@code hash} is
 * {@link String#hashCode()} as eight upper-case hexadecimal digits and a path already taken gets a
 * random last part.
 */
final class DicomStore {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path storage;
  private final Random random;

  /**
   * @param dicomData folder that holds {@code fs1}
   * @param random of the last part of a path that is taken
   */
  DicomStore(Path dicomData, Random random) {
    this.storage = dicomData.resolve("fs1");
    this.random = random;
  }

  /** Stores one object as received at that moment. */
  Path store(
      String studyUid, String seriesUid, String sopInstanceUid, Instant received, byte[] file)
      throws IOException {
    Path series =
        storage.resolve(DAY.format(received)).resolve(hash(studyUid)).resolve(hash(seriesUid));
    Files.createDirectories(series);
    Path target = series.resolve(hash(sopInstanceUid));
    while (Files.exists(target)) {
      target = series.resolve(hex(random.nextInt()));
    }
    Files.write(target, file);
    Files.setLastModifiedTime(target, FileTime.from(received));
    return target;
  }

  static String hash(String uid) {
    return hex(uid.hashCode());
  }

  private static String hex(int value) {
    return String.format(Locale.ROOT, "%08X", value);
  }
}
