package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real DICOM files to store among the synthetic ones. An archive can only hold what has file meta
 * information and UIDs, and one object per SOP Instance UID: the rest is left out.
 */
final class Samples {
  private static final Instant FIRST = Instant.parse("2022-03-14T15:09:26.535Z");

  private final Path folder;

  Samples(Path folder) {
    this.folder = folder;
  }

  void storeIn(DicomStore store) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    Set<String> stored = new HashSet<>();
    Instant received = FIRST;
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      @Nullable Identifiers identifiers = Identifiers.of(content);
      if (identifiers != null && stored.add(identifiers.sopInstanceUid())) {
        received = received.plus(Duration.ofSeconds(11));
        store.store(
            identifiers.studyUid(),
            identifiers.seriesUid(),
            identifiers.sopInstanceUid(),
            received,
            content);
      }
    }
  }
}
