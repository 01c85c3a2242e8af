package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.migrationauditor.query.web.ReportChecker;
import org.migrationauditor.signatures.SignedFile;

class CheckOnAPageTest {
  @Test
  void thePagesReadEveryFileThatIsLookedAt() {
    assertThat(ReportChecker.LARGEST).isEqualTo(SignedFile.LARGEST);
  }
}
