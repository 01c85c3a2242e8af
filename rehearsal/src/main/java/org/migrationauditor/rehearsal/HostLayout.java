package org.migrationauditor.rehearsal;

import java.nio.file.Path;

/** Where everything stands on a rehearsal host. */
record HostLayout(Path root, boolean oneDataDirectory) {
  Path fast() {
    return dataParent("fast").resolve("kaapana");
  }

  Path slow() {
    return dataParent("slow").resolve("kaapana");
  }

  Path asideFast() {
    return dataParent("fast").resolve("kaapana_0.1.3");
  }

  Path asideSlow() {
    return dataParent("slow").resolve("kaapana_0.1.3");
  }

  Path freshAside() {
    return dataParent("slow").resolve("kaapana_0.2.2_fresh");
  }

  /** Files of dcm4chee; its storage {@code fs1} is inside. */
  Path dicomData() {
    return slow().resolve("dcm4che/dicom_data");
  }

  Path minio() {
    return slow().resolve("minio");
  }

  Path marker() {
    return root.resolve(".rehearsal-host");
  }

  Path tools() {
    return root.resolve("bin");
  }

  Path scripts() {
    return root.resolve("opt");
  }

  Path library() {
    return root.resolve("lib");
  }

  /** Data of a platform that starts on empty directories; the stand-ins copy from it. */
  Path fresh() {
    return library().resolve("fresh");
  }

  Path state() {
    return root.resolve("state");
  }

  Path snap() {
    return root.resolve("snap");
  }

  /** What {@code /proc} is on a machine: a folder for each process, and the boot id. */
  Path processes() {
    return root.resolve("proc");
  }

  Path bootId() {
    return processes().resolve("boot_id");
  }

  private Path dataParent(String disk) {
    return root.resolve(oneDataDirectory ? "home" : disk);
  }
}
