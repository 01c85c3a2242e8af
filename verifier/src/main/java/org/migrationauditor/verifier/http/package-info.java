/**
 * How archives are asked over HTTP: with credentials, within bounds, and told apart when they fail.
 */
@NullMarked
package org.migrationauditor.verifier.http;

import org.jspecify.annotations.NullMarked;
