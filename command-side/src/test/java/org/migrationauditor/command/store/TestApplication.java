package org.migrationauditor.command.store;

import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.migrationauditor.command.run.MigrationCommands;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The command side as a process of its own would have it: what it remembers, no other knows. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CommandSideConfiguration.class)
class TestApplication {
  static ConfigurableApplicationContext on(DatabaseAccess access) {
    return new SpringApplicationBuilder(TestApplication.class)
        .web(WebApplicationType.NONE)
        .initializers(
            spring ->
                ((GenericApplicationContext) spring)
                    .registerBean(DatabaseAccess.class, () -> access))
        .properties(Map.of("spring.main.banner-mode", "off"))
        .run();
  }

  static MigrationCommands commands(ConfigurableApplicationContext context) {
    return new MigrationCommands(context.getBean(CommandGateway.class), "0.1.0-test");
  }
}
