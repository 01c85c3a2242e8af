/** A PACS as its DICOMweb services show it (PS3.18): listed by QIDO-RS, read by WADO-RS. */
@NullMarked
package org.migrationauditor.verifier.dicomweb;

import org.jspecify.annotations.NullMarked;
