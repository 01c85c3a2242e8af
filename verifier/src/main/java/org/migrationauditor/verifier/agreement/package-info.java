/** Whether what a PACS says of itself from different sides is the same, as coded findings. */
@NullMarked
package org.migrationauditor.verifier.agreement;

import org.jspecify.annotations.NullMarked;
