package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;

/** A migration as people run it: verb by verb, each by whom it is for. */
final class PeopleIT {
  private static final Pattern ATTEST = Pattern.compile("\\./auditor attest (\\S+) (\\S+)");
  private static final String LOSS = "compare-dicom-after-start";
  private static final int MOST_STOPS = 60;

  @TempDir private Path temporary;

  @Test
  void stopsWhereAPersonIsNeededAndFourEyesAcceptALossAndApprove() throws Exception {
    AuditorProcess auditor = AuditorProcess.unpacked(temporary.resolve("home"));
