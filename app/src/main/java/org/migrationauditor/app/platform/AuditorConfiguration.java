package org.migrationauditor.app.platform;

import org.migrationauditor.command.store.CommandSideConfiguration;
import org.migrationauditor.query.QuerySideConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every verb that needs the history is made of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CommandSideConfiguration.class, QuerySideConfiguration.class})
public class AuditorConfiguration {}
