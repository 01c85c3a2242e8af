package org.migrationauditor.messages.inventory;

/** From which side an archive is looked at. */
public enum View {
  /** A folder of DICOM Part 10 files, such as dcm4chee's {@code fs1}. */
  DICOM_FILES,
  /** The folder of a MinIO server in FS mode: {@code <bucket>/<key>}, {@code .minio.sys} apart. */
  MINIO_FS,
  /** A folder of files whose content has no meaning here, such as a PostgreSQL data directory. */
  FILES
}
