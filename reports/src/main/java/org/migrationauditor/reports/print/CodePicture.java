package org.migrationauditor.reports.print;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** A QR code (ISO/IEC 18004) in vector form. */
final class CodePicture {
  /** Width and height with the quiet zone, points. */
  static final float SIDE = 112;

  private static final int QUIET = 4;

  private CodePicture() {}

  /** Draws a line of text as a code, and says in words what it holds. */
  static void draw(Sheet sheet, String line, String said, float x, float top, Tag part) {
    QrCode code = QrCode.encodeBinary(line.getBytes(StandardCharsets.UTF_8), QrCode.Ecc.LOW);
    float module = SIDE / (code.size + 2 * QUIET);
    Tag figure = part.figure(said, sheet.box(x, top, SIDE, SIDE));
    sheet.figure(
        figure,
        () -> {
          for (int row = 0; row < code.size; row++) {
            row(sheet, code, row, x + QUIET * module, top + (QUIET + row) * module, module);
          }
        });
  }

  /** Dark modules beside each other are one rectangle, so that no seam shows between them. */
  private static void row(Sheet sheet, QrCode code, int row, float x, float top, float module) {
    int start = -1;
    for (int column = 0; column <= code.size; column++) {
      boolean dark = code.getModule(column, row);
      if (dark && start < 0) {
        start = column;
      } else if (!dark && start >= 0) {
        sheet.fill(x + start * module, top, (column - start) * module, module, Tint.INK);
        start = -1;
      }
    }
  }
}
