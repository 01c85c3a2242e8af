/** Decoders of single images that are compressed without loss. */
@NullMarked
package org.migrationauditor.verifier.jpeg;

import org.jspecify.annotations.NullMarked;
