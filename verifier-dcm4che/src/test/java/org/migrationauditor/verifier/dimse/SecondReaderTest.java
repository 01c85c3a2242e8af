package org.migrationauditor.verifier.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.DicomStructure;

/**
 * The verifier's reader and dcm4che's, which know nothing of each other, see the same in a file.
 */
final class SecondReaderTest {
  private static final int[] PIXELS = {Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData};

  private static final Set<DicomStructure> SOUND =
      Set.of(DicomStructure.SOUND, DicomStructure.NO_FILE_META);

  private final DicomReader reader = new DicomReader(DicomFile.KEY);

  /** What both tell. */
  private record Seen(
      @Nullable String study,
      @Nullable String series,
      @Nullable String sop,
      @Nullable String sopClass,
      @Nullable String syntax,
      @Nullable String modality,
      @Nullable String pixels) {}

  @Test
  void ofTheSamples() throws IOException {
    List<Path> files = RealFiles.samples();

    assertThat(seenByBoth(files)).isGreaterThan(150).isLessThanOrEqualTo(files.size());
  }

  @Test
  void ofARehearsal(@TempDir Path folder) throws IOException {
    List<Path> files = RealFiles.synthetic(folder, 12);

    assertThat(seenByBoth(files)).isGreaterThan(50).isEqualTo(files.size());
  }

  /** How many files both can read, each of which is the same to them. */
  private int seenByBoth(List<Path> files) throws IOException {
    Map<Path, Seen> ours = new TreeMap<>();
    Map<Path, Seen> theirs = new TreeMap<>();
    for (Path file : files) {
      DicomFacts facts = reader.read(file);
      Seen other = dcm4che(file);
      if (other == null) {
        assertThat(facts.structure()).as(file.toString()).isNotIn(SOUND);
      } else {
        ours.put(file, ours(facts));
        theirs.put(file, other);
      }
    }
    assertThat(ours).isEqualTo(theirs);
    return ours.size();
  }

  private static Seen ours(DicomFacts facts) {
    ContentDigest pixels = facts.pixelDigest();
    return new Seen(
        facts.studyInstanceUid(),
        facts.seriesInstanceUid(),
        facts.sopInstanceUid(),
        facts.sopClassUid(),
        facts.transferSyntaxUid(),
        facts.modality(),
        pixels == null ? null : pixels.hex());
  }

  /** Null when it gives up. */
  private static @Nullable Seen dcm4che(Path file) {
    try (DicomInputStream in = DicomInputStream.createWithLimitFromFileLength(file.toFile())) {
      in.setIncludeBulkData(DicomInputStream.IncludeBulkData.YES);
      Attributes meta = in.getFileMetaInformation();
      Attributes dataSet = in.readDataset();
      return new Seen(
          dataSet.getString(Tag.StudyInstanceUID),
          dataSet.getString(Tag.SeriesInstanceUID),
          dataSet.getString(Tag.SOPInstanceUID),
          dataSet.getString(Tag.SOPClassUID),
          meta == null ? null : meta.getString(Tag.TransferSyntaxUID),
          dataSet.getString(Tag.Modality),
          pixels(dataSet));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String pixels(Attributes dataSet) throws IOException {
    for (int tag : PIXELS) {
      Object value = dataSet.getValue(tag);
      if (value instanceof Fragments fragments) {
        MessageDigest digest = sha256();
        for (Object fragment : fragments) {
          digest.update(fragment instanceof byte[] bytes ? bytes : new byte[0]);
        }
        return HexFormat.of().formatHex(digest.digest());
      } else if (value instanceof byte[] bytes) {
        byte[] little = dataSet.bigEndian() ? dataSet.getVR(tag).toggleEndian(bytes, true) : bytes;
        return HexFormat.of().formatHex(sha256().digest(little));
      }
    }
    return null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
