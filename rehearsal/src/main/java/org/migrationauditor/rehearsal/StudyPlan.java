package org.migrationauditor.rehearsal;

import static org.migrationauditor.rehearsal.SeriesPlan.document;
import static org.migrationauditor.rehearsal.SeriesPlan.images;
import static org.migrationauditor.rehearsal.TransferSyntax.DEFLATED;
import static org.migrationauditor.rehearsal.TransferSyntax.EXPLICIT_BIG_ENDIAN;
import static org.migrationauditor.rehearsal.TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
import static org.migrationauditor.rehearsal.TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
import static org.migrationauditor.rehearsal.TransferSyntax.RLE_LOSSLESS;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.rehearsal.SeriesPlan.Kind;

/**
 * What the n-th synthetic study is like; a function of n alone.
 *
 * @param owner (0012,0020), the AE title the sender called; null when it did not come through one
 * @param sender (0012,0010), the AE title of the sender; null together with the owner
 * @param patient number of the patient; some have two studies
 */
record StudyPlan(
    int index,
    int patient,
    @Nullable String owner,
    @Nullable String sender,
    List<SeriesPlan> series) {
  private static final List<List<SeriesPlan>> MIX =
      List.of(
          List.of(images(Kind.CT, EXPLICIT_LITTLE_ENDIAN, 40, 128), document(Kind.STRUCTURE_SET)),
          List.of(
              images(Kind.MR, IMPLICIT_LITTLE_ENDIAN, 20, 96),
              images(Kind.MR, IMPLICIT_LITTLE_ENDIAN, 20, 96),
              images(Kind.MR, IMPLICIT_LITTLE_ENDIAN, 20, 64)),
          List.of(
              images(Kind.CR, EXPLICIT_LITTLE_ENDIAN, 2, 128), images(Kind.DX, DEFLATED, 2, 128)),
          List.of(new SeriesPlan(Kind.ULTRASOUND, RLE_LOSSLESS, 4, 64, 8)),
          List.of(
              images(Kind.CT, RLE_LOSSLESS, 20, 96),
              images(Kind.CT, RLE_LOSSLESS, 20, 96),
              new SeriesPlan(Kind.SEGMENTATION, EXPLICIT_LITTLE_ENDIAN, 1, 96, 20)),
          List.of(
              images(Kind.MR, EXPLICIT_BIG_ENDIAN, 20, 64),
              images(Kind.MR, EXPLICIT_BIG_ENDIAN, 20, 64)),
          List.of(
              images(Kind.CT, EXPLICIT_LITTLE_ENDIAN, 50, 64),
              document(Kind.REPORT),
              document(Kind.KEY_OBJECTS)),
          List.of(
              images(Kind.CR, IMPLICIT_LITTLE_ENDIAN, 1, 128),
              images(Kind.SECONDARY_CAPTURE, EXPLICIT_LITTLE_ENDIAN, 1, 64)));

  static StudyPlan of(int index) {
    @Nullable String owner =
        switch (index % 5) {
          case 0, 2 -> "trial-a";
          case 1, 4 -> "trial-b";
          default -> null;
        };
    List<SeriesPlan> series = MIX.get(index % MIX.size());
    String sender = owner == null ? null : "SCANNER_" + series.getFirst().kind().modality();
    // every third study is a second one of the patient before
    int patient = index % 3 == 2 ? index - 1 : index;
    return new StudyPlan(index, patient, owner, sender, series);
  }
}
