package org.migrationauditor.verifier.compare;

/**
 * How often an attribute changed, over all DICOM instances of a comparison whose changed attributes
 * are known.
 *
 * @param attribute its tag, as {@code (0010,0010)}
 * @param vr its value representation, two letters; {@code UN} where no file told it
 * @param changed instances that have it with another value, count
 * @param added instances that have it in the second inventory only, count
 * @param removed instances that have it in the first inventory only, count
 * @param instances in which any of that happened, count
 */
public record AttributeChange(
    String attribute, String vr, long changed, long added, long removed, long instances) {}
