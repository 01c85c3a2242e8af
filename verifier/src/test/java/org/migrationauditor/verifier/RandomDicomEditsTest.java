package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomFile;

/** Whatever edits of DICOM files are mixed, what is found is what they say, and nothing else. */
final class RandomDicomEditsTest {
  private static final String IMPLICIT = "1.2.840.10008.1.2";

  @Property(tries = 6)
  void findsExactlyTheEditsOfDicomFiles(@ForAll long seed, @ForAll @IntRange(max = 14) int count)
      throws Exception {
    Edits edits = new Edits(seed);
    for (int i = 0; i < 16; i++) {
      String key = "s%d/i%d".formatted(i % 3, i);
      edits.copied(key, instance(edits.unused(), DicomFile.EXPLICIT, "P-77", 0));
      edits.offer(key);
    }
    for (int i = 0; i < 3; i++) {
      edits.copied("r/" + i, instance(edits.unused(), DicomFile.EXPLICIT, "P-77", 0));
    }
    if (edits.random.nextBoolean()) { // a folder is renamed
      for (int i = 0; i < 3; i++) {
        edits.move("r/" + i, "renamed/" + i);
        edits.expect(FindingCode.MOVED, "r/" + i);
      }
    }
    for (int i = 0; i < count && edits.has(2); i++) {
      editInstance(edits);
    }

    edits.assertFound(View.DICOM_FILES);
  }

  private static void editInstance(Edits edits) {
    String key = edits.take();
    byte[] content = edits.content(key);
    String other = "new/" + edits.unused();
    int n =
        Integer.parseInt(
            new String(content, ISO_8859_1).split("2\\.25\\.1", -1)[1].substring(0, 2));
    switch (edits.random.nextInt(13)) {
      case 0 ->
          edits.put(key, instance(n, DicomFile.EXPLICIT, "P-77", 1), FindingCode.DIGEST_MISMATCH);
      case 1 -> edits.put(key, instance(n, DicomFile.EXPLICIT, "P-78", 0), FindingCode.PIXELS_SAME);
      case 2 -> edits.put(key, instance(n, IMPLICIT, "P-77", 0), FindingCode.REENCODED);
      case 3 ->
          edits.put(
              key,
              Arrays.copyOf(content, edits.random.nextInt(content.length)),
              FindingCode.TRUNCATED);
      case 4 ->
          edits.put(key, Arrays.copyOf(content, content.length + 2), FindingCode.DIGEST_MISMATCH);
      case 5 -> {
        edits.after.remove(key);
        edits.expect(FindingCode.MISSING, key);
      }
      case 6 -> {
        edits.move(key, other);
        edits.expect(FindingCode.MOVED, key);
      }
      case 7 -> {
        edits.after.put(other, content);
        edits.expect(FindingCode.DUPLICATED, other);
      }
      case 8 -> {
        edits.after.put(other, instance(edits.unused(), DicomFile.EXPLICIT, "P-77", 0));
        edits.expect(FindingCode.EXTRA, other);
      }
      case 9 ->
          movedAndChanged(
              edits, key, other, instance(n, IMPLICIT, "P-77", 0), FindingCode.REENCODED);
      case 10 ->
          movedAndChanged(
              edits,
              key,
              other,
              instance(n, DicomFile.EXPLICIT, "P-78", 0),
              FindingCode.PIXELS_SAME);
      case 11 ->
          movedAndChanged(
              edits,
              key,
              other,
              instance(n, DicomFile.EXPLICIT, "P-77", 1),
              FindingCode.DIGEST_MISMATCH);
      default -> edits.swap(key, edits.take());
    }
  }

  private static void movedAndChanged(
      Edits edits, String key, String other, byte[] content, FindingCode code) {
    edits.after.remove(key);
    edits.after.put(other, content);
    edits.expect(code, key);
  }

  /** An image of its own UID, and of its own pixel data, of which there are two. */
  private static byte[] instance(int n, String syntax, String patient, int pixels) {
    String file = new String(DicomFile.sound(syntax), ISO_8859_1);
    byte[] bytes =
        file.replace("2.25.11\0", "2.25.1" + n).replace("P-77", patient).getBytes(ISO_8859_1);
    bytes[bytes.length - 1] = (byte) n;
    bytes[bytes.length - 2] = (byte) pixels;
    return bytes;
  }
}
