/** Kaapana's Airflow, asked through the platform's own interface. */
@NullMarked
package org.migrationauditor.command.action.airflow;

import org.jspecify.annotations.NullMarked;
