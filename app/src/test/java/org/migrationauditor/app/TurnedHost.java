package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.migrationauditor.command.run.RunEnd;

/** A host whose migration goes forth and back, looked at on the way. */
final class TurnedHost {
  private static final String UNDEPLOYED = "old-platform-gone";
  private static final String REDEPLOYS = "undo-undeploy-old";

  /** What no step names and must come back all the same. */
  private static final String ODDITIES =
      """
      set -eu
      mkdir "$1" && cd "$1"
      printf x >one && ln one other && chmod 4750 one
      touch -d '1999-01-01 00:00:00.123456789 UTC' one
      ln -s /nowhere dangling && ln -s ../practice linked && mkfifo pipe && mkdir -m 1700 empty
      printf y >"$(printf '\\377\\376')" && truncate -s 1M hole
      setfattr -n user.note -v kept one
      """;

  private static final Pattern DATA = Pattern.compile("\\w+ (attributes of )?\\w+/kaapana(/.*)?");

  /** What is otherwise than before, once 0.1.3 runs again, and why. */
  private static final Pattern OTHERWISE =
      Pattern.compile(
          String.join(
              "|",
              "new \\w+/kaapana_0\\.2\\.2_fresh(/.*)?", // what 0.2.2 held is kept
              "touched (fast|slow|home)", // folders in which others were renamed
              "changed \\w+/kaapana/postgres-dcm4che/global/pg_control", // the database started
              "touched \\w+/kaapana/postgres-dcm4che(/postmaster\\.pid)?",
              "changed opt/deploy_platform(_0\\.2\\.2)?\\.sh", // a person put the password in
              "touched (snap|state|proc)(/.*)?", // the cluster was made again, and is the same
              "changed state/boots|changed proc/boot_id", // the host was rebooted
              "new state/(dag_runs|index)")); // what stands in for 0.2.2 keeps beside its data

  /** What 0.2.2 leaves otherwise when it is undeployed. */
  private static final Pattern STOPPED =
      Pattern.compile(
          "changed postgres-dcm4che/global/pg_control|gone postgres-dcm4che/postmaster\\.pid"
              + "|touched (postgres-dcm4che)?");

  private final PractisedNight night;
  private final HostLook running;
  private HostLook data;

  TurnedHost(PractisedNight night) throws Exception {
    this.night = night;
    boolean one = night.root().resolve("home").toFile().exists();
    Path odd = night.root().resolve(one ? "home" : "fast").resolve("kaapana/workflows/models/odd");
    assertThat(AuditorProcess.tool("bash", "-c", ODDITIES, "bash", odd.toString()).err()).isEmpty();
    running = look();
    data = running;
    assertThat(running.names()).anyMatch(name -> name.endsWith("models/odd/\u00ff\u00fe"));
  }

  /** Runs until a step is about to start. */
  void runTo(String last) throws Exception {
    RunEnd end =
        night.run(
            step -> {
              if (step.equals(UNDEPLOYED)) {
                data = look();
              }
              if (step.equals(last)) {
                throw new PractisedNight.Stop();
              }
            });
    assertThat(end).isInstanceOf(RunEnd.Completed.class);
  }

  void assertUntouched() {
    assertThat(data.became(look())).isEmpty();
  }

  /**
   * Runs the way back from where it stands to its end. The old data is as it was, to the byte, when
   * 0.1.3 starts on it, and the host when it has.
   */
  void comeBack() throws Exception {
    RunEnd end =
        night.run(
            step -> {
              if (step.equals(REDEPLOYS) && !redeployed()) {
                assertThat(data.became(look()))
                    .filteredOn(line -> DATA.matcher(line).matches())
                    .isEmpty();
              }
            });
    assertThat(end).isInstanceOf(RunEnd.Completed.class);
    assertThat(running.became(look())).allMatch(line -> OTHERWISE.matcher(line).matches());
  }

  /** Whether an attempt was begun, after which 0.1.3 may have started. */
  private boolean redeployed() {
    return night.state().course().stream()
        .anyMatch(step -> step.step().stepId().value().equals(REDEPLOYS) && step.attempts() > 0);
  }

  /** What 0.2.2 held on a disk is where the way back has put it. */
  void assertKept(String disk, HostLook held) {
    Path kept =
        night.root().resolve(disk).resolve("kaapana_0.2.2_fresh").resolve("rolled_back_" + disk);
    assertThat(held.became(HostLook.at(kept))).allMatch(line -> STOPPED.matcher(line).matches());
  }

  private HostLook look() {
    return HostLook.at(night.root());
  }
}
