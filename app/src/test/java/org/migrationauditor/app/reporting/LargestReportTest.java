package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.migrationauditor.app.reporting.PackedList.Limit;
import org.migrationauditor.query.web.ReportChecker;
import org.migrationauditor.signatures.SignedFile;

/** What is issued can be checked, whatever it carries. */
final class LargestReportTest {
  private static final long PAGES_AND_OVERSHOOT = 12L << 20;

  @Test
  void listsAreSmallEnoughForTheCheckOfTheirReport() {
    for (int lists = 1; lists < 10; lists++) {
      long packed = Limit.FINDINGS.packedBytes() + lists * Limit.filesOf(lists).packedBytes();
      long unpacked = Limit.FINDINGS.bytes() + lists * Limit.filesOf(lists).bytes();
      assertThat(packed + PAGES_AND_OVERSHOOT).isLessThan(SignedFile.LARGEST);
      assertThat(unpacked).isLessThanOrEqualTo(2L << 30);
    }
  }

  @Test
  void thePagesReadAsMuchOfAReportAsTheCommandLine() {
    assertThat(ReportChecker.LARGEST).isEqualTo(SignedFile.LARGEST);
  }
}
