/**
 * Commands and events of a chain: migrations of one host, each begun when the one before passed.
 */
@NullMarked
package org.migrationauditor.messages.chain;

import org.jspecify.annotations.NullMarked;
