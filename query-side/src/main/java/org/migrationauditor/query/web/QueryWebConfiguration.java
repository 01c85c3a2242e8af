package org.migrationauditor.query.web;

import java.time.ZoneId;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.Projector;
import org.migrationauditor.query.readmodel.ReadModel;
import org.migrationauditor.query.readmodel.ReadModelConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The pages, for a process that serves them. Needs what {@link ReadModelConfiguration} needs, a
 * {@link MigrationHistory}, a {@link ReportFiles} and a {@link ReportChecker}; the server must
 * listen on loopback only.
 */
@Configuration(proxyBeanMethods = false)
@Import(ReadModelConfiguration.class)
public class QueryWebConfiguration {
  @Bean
  LoopbackFilter loopbackFilter() {
    return new LoopbackFilter();
  }

  @Bean
  Pages pages(ReadModel readModel, MigrationHistory history, Projector projector) {
    return new Pages(
        readModel,
        new TimeTravel(readModel, history),
        projector,
        new Words(ZoneId.systemDefault()));
  }

  @Bean
  Reports reports(ReadModel readModel, ReportFiles files) {
    return new Reports(readModel, new IssuedFiles(files));
  }

  @Bean
  ReportChecks reportChecks(MigrationHistory history, ReportFiles files, ReportChecker checker) {
    return new ReportChecks(
        new IssuedFiles(files), history, checker, new Words(ZoneId.systemDefault()));
  }

  @Bean
  Api api(ReadModel readModel, MigrationHistory history) {
    return new Api(readModel, new TimeTravel(readModel, history));
  }

  @Bean
  ErrorPages errorPages() {
    return new ErrorPages();
  }
}
