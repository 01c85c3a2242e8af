/** The index in which a platform keeps one document per series, in Elasticsearch or OpenSearch. */
@NullMarked
package org.migrationauditor.verifier.index;

import org.jspecify.annotations.NullMarked;
