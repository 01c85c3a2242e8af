/** The web pages and their JSON: read-only, for a browser on this machine. */
@NullMarked
package org.migrationauditor.query.web;

import org.jspecify.annotations.NullMarked;
