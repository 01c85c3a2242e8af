package org.migrationauditor.command.action.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MountTableTest {
  private static final MountTable HOST =
      MountTable.parse(
          """
          22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
          30 22 8:2 / /data rw - xfs /dev/sdb rw
          31 30 8:3 / /data/with\\040space\\011and\\134 rw master:1 - xfs /dev/sdc rw
          32 22 0:5 / /proc rw,nosuid - proc proc rw,hidepid=2
          """);

  /** A pod with a host folder mounted, as its own mountinfo shows it. */
  private static final MountTable POD =
      MountTable.parse(
          """
          900 800 0:77 / / rw - overlay overlay rw
          901 900 8:2 /home/minio /export rw - xfs /dev/sdb rw
          """);

  @Test
  void escapedNamesAreRead() {
    assertThat(HOST.within("/data").stream().map(MountTable.Mount::point))
        .containsExactly("/data", "/data/with space\tand\\");
  }

  @Test
  void aNameThatOnlyBeginsAlikeIsNotBelow() {
    assertThat(HOST.within("/dat")).isEmpty();
    assertThat(HOST.within("/proc/x")).isEmpty();
  }

  @Test
  void aFileOfAContainerIsTracedToTheHostsFolder() {
    MountTable.Place folder = HOST.place("/data/home/minio").orElseThrow();
    assertThat(POD.place("/export/bucket/x").orElseThrow().within(folder)).isTrue();
    assertThat(POD.place("/etc/passwd").orElseThrow().within(folder)).isFalse();
    assertThat(HOST.place("/data/home/minio2/x").orElseThrow().within(folder)).isFalse();
    assertThat(HOST.place("/home/minio/x").orElseThrow().within(folder)).isFalse();
  }

  @Test
  void theRootOfAMountIsAPlaceToo() {
    assertThat(HOST.place("/data").orElseThrow().path()).isEqualTo("/");
    assertThat(HOST.place("/").orElseThrow().path()).isEqualTo("/");
    assertThat(POD.place("/export").orElseThrow().path()).isEqualTo("/home/minio");
  }
}
