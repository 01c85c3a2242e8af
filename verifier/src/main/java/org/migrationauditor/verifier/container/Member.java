package org.migrationauditor.verifier.container;

/**
 * A file within a file. Its name is only a name: nothing is ever written to it.
 *
 * @param name one character for each byte of it, as ISO 8859-1 has them; not empty
 * @param offset of its bytes as they are stored, in the container
 * @param stored bytes it takes there
 * @param bytes of its content
 * @param deflated whether it is stored as RFC 1951 has it, not as it is
 */
public record Member(String name, long offset, long stored, long bytes, boolean deflated) {}
