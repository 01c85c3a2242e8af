package org.migrationauditor.command.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;

/** DICOM files of a few bytes, one a series, each in a folder of its own. */
final class SeriesFiles {
  static final InventoryName INVENTORY = new InventoryName("files");
  static final List<String> MODALITIES = List.of("SEG", "RTSTRUCT");
  static final Action.TriggerDag.SeriesOf THUMBNAILS =
      new Action.TriggerDag.SeriesOf(INVENTORY, MODALITIES);
  private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

  private final Stage stage;
  private final Path root;

  SeriesFiles(Stage stage) throws IOException {
    this.stage = stage;
    root = stage.folder("dicom_data");
  }

  void series(String uid, String modality) throws IOException {
    Path file = root.resolve("fs1/2023/08/02/" + uid + "/" + uid);
    Files.createDirectories(file.getParent());
    Files.write(file, part10(uid, modality));
  }

  void inventory() throws InterruptedException {
    ActionResult result =
        stage.result(new Action.TakeInventory(INVENTORY, View.DICOM_FILES, root), List.of());
    if (!(result instanceof ActionResult.Inventoried taken)) {
      throw new AssertionError(result.toString());
    }
    stage.inventories.put(INVENTORY, new ActionContext.Taken(taken.inventory(), Instant.EPOCH));
  }

  /** A file as PS3.10 7.1 has it, explicit little endian. */
  private static byte[] part10(String series, String modality) throws IOException {
    ByteArrayOutputStream meta = new ByteArrayOutputStream();
    meta.write(new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, 2, 0, 0, 0, 0, 1});
    element(meta, 2, 0x0002, "UI", SECONDARY_CAPTURE);
    element(meta, 2, 0x0003, "UI", series + ".1");
    element(meta, 2, 0x0010, "UI", EXPLICIT_LITTLE_ENDIAN);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[128]);
    file.write("DICM".getBytes(StandardCharsets.US_ASCII));
    file.write(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0, (byte) meta.size(), 0, 0, 0});
    meta.writeTo(file);
    element(file, 0x08, 0x0016, "UI", SECONDARY_CAPTURE);
    element(file, 0x08, 0x0018, "UI", series + ".1");
    element(file, 0x08, 0x0060, "CS", modality);
    element(file, 0x20, 0x000D, "UI", "1.2");
    element(file, 0x20, 0x000E, "UI", series);
    return file.toByteArray();
  }

  private static void element(
      ByteArrayOutputStream out, int group, int element, String vr, String value)
      throws IOException {
    byte[] bytes =
        (value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " "))
            .getBytes(StandardCharsets.US_ASCII);
    out.write(new byte[] {(byte) group, 0, (byte) element, (byte) (element >> 8)});
    out.write(vr.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {(byte) bytes.length, 0});
    out.write(bytes);
  }
}
