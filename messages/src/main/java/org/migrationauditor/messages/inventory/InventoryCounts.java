package org.migrationauditor.messages.inventory;

/**
 * What an inventory counted. Every count is zero where the view knows no such thing.
 *
 * @param patients distinct pairs of PatientID and IssuerOfPatientID, count
 * @param studies distinct Study Instance UIDs, count
 * @param series distinct Series Instance UIDs, count
 * @param instances DICOM files identified, count
 * @param buckets count
 * @param objects of an object store or of a database, count
 * @param files files that are neither an instance nor an object, count
 * @param bytes of all files read, bytes
 * @param unreadable entries that could not be read to the end, count
 * @param malformed DICOM files that break the standard's structure, count; each is named in the
 *     manifest
 */
public record InventoryCounts(
    long patients,
    long studies,
    long series,
    long instances,
    long buckets,
    long objects,
    long files,
    long bytes,
    long unreadable,
    long malformed) {}
