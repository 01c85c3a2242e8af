package org.migrationauditor.reports.print;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.View;

/** How numbers, times and codes are spelled on a page, the same everywhere. */
final class Wording {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Wording() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String counted(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** {@code 0}, {@code +3}, {@code -3}. */
  static String difference(long before, long after) {
    return before == after ? "0" : String.format(Locale.ROOT, "%+,d", after - before);
  }

  static String exactBytes(long bytes) {
    return counted(bytes, "byte", "bytes");
  }

  /** In a unit that a person can picture; exact below 1,024. */
  static String bytes(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return exactBytes(bytes);
    }
    double size = bytes;
    int unit = -1;
    while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", size, UNITS[unit]);
  }

  /** To the second, or to the millisecond where there is a fraction. */
  static String time(@Nullable Instant time) {
    if (time == null) {
      return "–";
    }
    return (time.toEpochMilli() % 1000 == 0 ? SECONDS : MILLIS).format(time);
  }

  static String second(@Nullable Instant time) {
    return time == null ? "–" : SECONDS.format(time);
  }

  static String duration(long millis) {
    Duration time = Duration.ofMillis(millis);
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (time.toHours() == 0) {
      return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
    }
    return String.format(
        Locale.ROOT,
        "%d h %02d min %02d s",
        time.toHours(),
        time.toMinutesPart(),
        time.toSecondsPart());
  }

  static String view(View view) {
    return switch (view) {
      case DICOM_FILES -> "DICOM files on disk";
      case PACS_DATABASE -> "the PACS in its database";
      case DICOMWEB -> "the PACS as its web interface lists it (QIDO-RS)";
      case DIMSE -> "the PACS as it answers queries (C-FIND)";
      case S3 -> "object store as it lists its objects (S3)";
      case MINIO_FS, MINIO_XL -> "object store (MinIO) on disk";
      case METADATA_INDEX -> "metadata index of the platform";
      case POSTGRES -> "rows and definitions of a database";
      case POSTGRES_FILES -> "files of a database on disk";
      case FILES -> "files on disk";
    };
  }

  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASSED ->
          "Every file that was there before is there after, byte for byte, and nothing else"
              + " appeared, apart from changes that the runbook announced.";
      case FAILED -> "Something is missing, extra or different. Section 2 names the objects.";
      case INDETERMINATE ->
          "Something could not be checked. This is not a quiet pass: ask what was not read and why.";
    };
  }
}
