-- Tables of dcm4chee 5.22 to 5.30, with the columns that tell of files and of whose they are.
CREATE TABLE patient (pk bigint PRIMARY KEY, patient_id_fk bigint);
CREATE TABLE study (pk bigint PRIMARY KEY, study_iuid varchar(255) NOT NULL UNIQUE,
  patient_fk bigint NOT NULL);
CREATE TABLE metadata (pk bigint PRIMARY KEY, storage_id varchar(255) NOT NULL,
  storage_path varchar(255) NOT NULL, object_size bigint NOT NULL, digest varchar(255),
  status int4 NOT NULL);
CREATE TABLE series (pk bigint PRIMARY KEY, series_iuid varchar(255) NOT NULL,
  study_fk bigint NOT NULL REFERENCES study, metadata_fk bigint UNIQUE REFERENCES metadata,
  inst_purge_state int4 NOT NULL, modality varchar(255) NOT NULL, UNIQUE (study_fk, series_iuid));
CREATE TABLE instance (pk bigint PRIMARY KEY, sop_iuid varchar(255) NOT NULL,
  sop_cuid varchar(255) NOT NULL, series_fk bigint NOT NULL REFERENCES series,
  ext_retrieve_aet varchar(255), UNIQUE (series_fk, sop_iuid));
CREATE TABLE uidmap (pk bigint PRIMARY KEY, uidmap bytea NOT NULL);
CREATE TABLE location (pk bigint PRIMARY KEY, instance_fk bigint REFERENCES instance,
  storage_id varchar(255) NOT NULL, storage_path varchar(255) NOT NULL,
  object_size bigint NOT NULL, digest varchar(255), tsuid varchar(255), status int4 NOT NULL,
  object_type int4 NOT NULL, multi_ref int4, uidmap_fk bigint REFERENCES uidmap);
CREATE TABLE rejected_instance (pk bigint PRIMARY KEY, study_iuid varchar(255) NOT NULL,
  series_iuid varchar(255) NOT NULL, sop_iuid varchar(255) NOT NULL,
  UNIQUE (study_iuid, series_iuid, sop_iuid));
INSERT INTO patient VALUES (1);
