package org.migrationauditor.verifier.pacsdb;

/** Tables that the view reads, and one it must not, as versions of dcm4chee have them. */
enum PacsSchema {
  /** 5.22 to 5.30. */
  V5_22("int4", false, true),
  /** 5.31.2, made afresh. */
  V5_31_2("smallint", false, false),
  /** 5.32 and later, made afresh. */
  V5_32("smallint", true, false),
  /** 5.32 and later, upgraded from before. */
  V5_32_UPGRADED("int4", true, false);

  private final String number;
  private final boolean since32;
  private final boolean patientIdInPatient;

  PacsSchema(String number, boolean since32, boolean patientIdInPatient) {
    this.number = number;
    this.since32 = since32;
    this.patientIdInPatient = patientIdInPatient;
  }

  /** What stands for no external archive. */
  String noExternalAet() {
    return since32 ? "'*'" : "NULL";
  }

  boolean tellsDeletion() {
    return since32;
  }

  String sql() {
    return """
        CREATE TABLE patient (pk bigint PRIMARY KEY%1$s);
        CREATE TABLE study (pk bigint PRIMARY KEY, study_iuid varchar(255) NOT NULL UNIQUE,
          patient_fk bigint NOT NULL%2$s);
        CREATE TABLE metadata (pk bigint PRIMARY KEY, storage_id varchar(255) NOT NULL,
          storage_path varchar(255) NOT NULL, object_size bigint NOT NULL, digest varchar(255),
          status %3$s NOT NULL);
        CREATE TABLE series (pk bigint PRIMARY KEY, series_iuid varchar(255) NOT NULL,
          study_fk bigint NOT NULL REFERENCES study, metadata_fk bigint UNIQUE REFERENCES metadata,
          inst_purge_state %3$s NOT NULL, modality varchar(255) NOT NULL,
          UNIQUE (study_fk, series_iuid));
        CREATE TABLE instance (pk bigint PRIMARY KEY, sop_iuid varchar(255) NOT NULL,
          sop_cuid varchar(255) NOT NULL, series_fk bigint NOT NULL REFERENCES series,
          ext_retrieve_aet varchar(255)%4$s, UNIQUE (series_fk, sop_iuid));
        CREATE TABLE uidmap (pk bigint PRIMARY KEY, uidmap bytea NOT NULL);
        CREATE TABLE location (pk bigint PRIMARY KEY, instance_fk bigint REFERENCES instance,
          storage_id varchar(255) NOT NULL, storage_path varchar(255) NOT NULL,
          object_size bigint NOT NULL, digest varchar(255), tsuid varchar(255),
          status %3$s NOT NULL, object_type %3$s NOT NULL, multi_ref int4,
          uidmap_fk bigint REFERENCES uidmap);
        CREATE TABLE rejected_instance (pk bigint PRIMARY KEY, study_iuid varchar(255) NOT NULL,
          series_iuid varchar(255) NOT NULL, sop_iuid varchar(255) NOT NULL,
          UNIQUE (study_iuid, series_iuid, sop_iuid));
        INSERT INTO patient VALUES (1);
        """
        .formatted(
            patientIdInPatient ? ", patient_id_fk bigint" : "",
            since32 ? ", study_deleting boolean NOT NULL DEFAULT false" : "",
            number,
            since32 ? " NOT NULL" : "");
  }
}
