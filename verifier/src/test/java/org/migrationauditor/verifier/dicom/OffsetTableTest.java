package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** A table of more frames than are decoded takes no memory. */
final class OffsetTableTest {
  @Test
  void aTableOfNoNumberOfFramesThatCanBeIsNotKept() {
    OffsetTable table = new OffsetTable();
    table.open(999_999_999_999L);

    HostileBytes.read(
        new byte[1 << 20],
        1,
        bytes -> {
          for (int i = 0; i < 32; i++) {
            table.take(bytes, 0, bytes.length);
          }
        });

    assertThat(table.allows(0, 0)).isFalse();
  }
}
