package org.migrationauditor.app.platform;

import org.migrationauditor.app.reporting.CheckOnAPage;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.query.readmodel.ReadModelOwner;
import org.migrationauditor.query.web.QueryWebConfiguration;
import org.migrationauditor.query.web.ReportChecker;
import org.migrationauditor.query.web.ReportFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The pages on top of {@link AuditorConfiguration}. */
@Configuration(proxyBeanMethods = false)
@Import({AuditorConfiguration.class, QueryWebConfiguration.class})
public class PagesConfiguration {
  @Bean
  static ReadModelOwner readModelOwner(DatabaseAccess access) {
    return new ReadModelOwner(
        new DriverManagerDataSource(access.url(), access.ownerUser(), access.ownerPassword()),
        access.applicationUser());
  }

  @Bean
  ReportFiles reportFiles(Home home) {
    return home::report;
  }

  @Bean
  ReportChecker reportChecker() {
    return new CheckOnAPage();
  }
}
