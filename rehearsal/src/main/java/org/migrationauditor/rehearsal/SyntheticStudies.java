package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes synthetic studies into a store, one instance in memory at a time. */
final class SyntheticStudies {
  private static final Instant FIRST = Instant.parse("2021-03-01T07:30:00.250Z");
  private static final int DAYS = 480;

  private final DicomStore store;
  private final long seed;

  SyntheticStudies(DicomStore store, long seed) {
    this.store = store;
    this.seed = seed;
  }

  void write(int studies) throws IOException {
    for (int index = 0; index < studies; index++) {
      write(StudyPlan.of(index));
    }
  }

  private void write(StudyPlan study) throws IOException {
    Random random = new Random(seed * 1_000_003 + study.index());
    Uids uids = new Uids(random, study.index() % 2 == 0);
    String studyUid = uids.next();
    Charset charset =
        study.patient() % 2 == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    Instant received = FIRST.plus(Duration.ofDays(study.index() % DAYS));
    Instances instances =
        new Instances(study, studyUid, uids.next(), charset, new Pixels(random), uids);
    List<Reference> images = new ArrayList<>();
    for (int number = 0; number < study.series().size(); number++) {
      SeriesPlan series = study.series().get(number);
      String seriesUid = uids.next();
      Part10Writer writer = new Part10Writer(series.syntax(), charset);
      for (int instance = 0; instance < series.instances(); instance++) {
        String sopInstanceUid = uids.next();
        DataSet dataSet =
            instances.dataSet(series, number + 1, seriesUid, instance + 1, sopInstanceUid, images);
        received = received.plusNanos(731_000_777);
        store.store(
            studyUid,
            seriesUid,
            sopInstanceUid,
            received,
            writer.file(series.kind().sopClassUid(), sopInstanceUid, dataSet));
        if (!series.kind().refersToImages()) {
          images.add(new Reference(seriesUid, series.kind().sopClassUid(), sopInstanceUid));
        }
      }
    }
  }

  /** An image that a document of the same study points to. */
  record Reference(String seriesUid, String sopClassUid, String sopInstanceUid) {}

  /** UIDs under 2.25 (PS3.5 B.2) or under a root that assigns random suffixes. */
  record Uids(Random random, boolean uuidDerived) {
    String next() {
      return uuidDerived
          ? "2.25." + new BigInteger(127, random).setBit(126)
          : "1.2.826.0.1.3680043.8.498." + new BigInteger(120, random).setBit(119);
    }
  }
}
