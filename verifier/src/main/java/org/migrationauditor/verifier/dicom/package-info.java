/** Strict one-pass reader of DICOM Part 10 files. */
@NullMarked
package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.NullMarked;
