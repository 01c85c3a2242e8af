package org.migrationauditor.verifier;

/**
 * How much of an inventory was read.
 *
 * @param read entries read to their ends, count
 * @param atFurtherTry those of them that failed at first, count
 * @param sampledOut entries left unread because they are not in the sample, count
 * @param stopped entries left unread because the inventory was stopped, count
 * @param whole whether it was not stopped before its end
 */
public record ReadingCounts(
    long read, long atFurtherTry, long sampledOut, long stopped, boolean whole) {}
