package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The phantom series that Kaapana's {@code dicom-init} sends to the archive on every fresh
 * deployment: same study and series UID, same AE titles; pictures and SOP Instance UIDs are made
 * up.
 */
final class Phantom {
  static final String STUDY = "1.3.12.2.1107.5.1.4.73104.30000020081307472119600000009";
  static final String SERIES = "1.3.12.2.1107.5.1.4.73104.30000020081307523376400012735";
  private static final int INSTANCES = 3;

  private Phantom() {}

  /** Writes {@code <study hash>/<series hash>/<instance hash>} below the folder. */
  static void write(Path folder, DatedFiles files) throws IOException {
    StudyPlan plan = new StudyPlan(0, 0, "phantom-example", "phantom-example", List.of());
    SeriesPlan series =
        SeriesPlan.images(SeriesPlan.Kind.CT, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, INSTANCES, 64);
    SyntheticStudies.Uids uids = new SyntheticStudies.Uids(new Random(73_104), true);
    Instances instances =
        new Instances(
            plan,
            STUDY,
            uids.next(),
            StandardCharsets.ISO_8859_1,
            new Pixels(new Random(73_104)),
            uids);
    Part10Writer writer = new Part10Writer(series.syntax(), StandardCharsets.ISO_8859_1);
    Path target = folder.resolve(DicomStore.hash(STUDY)).resolve(DicomStore.hash(SERIES));
    Files.createDirectories(target);
    for (int number = 1; number <= INSTANCES; number++) {
      String uid = SERIES.substring(0, SERIES.length() - 5) + (12_735 + number);
      DataSet dataSet = instances.dataSet(series, 1, SERIES, number, uid, List.of());
      files.bytes(
          target.resolve(DicomStore.hash(uid)),
          writer.file(series.kind().sopClassUid(), uid, dataSet));
    }
  }
}
