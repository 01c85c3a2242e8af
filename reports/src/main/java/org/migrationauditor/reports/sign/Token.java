package org.migrationauditor.reports.sign;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a key is kept that never leaves its device.
 *
 * @param library PKCS#11 module of the device's maker
 * @param slot number of the slot that holds the token; null for the first one there is
 * @param alias label of the key; null if the token holds one alone
 */
public record Token(Path library, @Nullable Long slot, @Nullable String alias) {}
