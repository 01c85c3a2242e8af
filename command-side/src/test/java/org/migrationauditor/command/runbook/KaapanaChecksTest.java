package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.command.action.Check;

/** What the runbook for Kaapana 0.1.3 to 0.2.2 makes of what the host's tools print. */
class KaapanaChecksTest {
  private static final Runbook RUNBOOK = Runbooks.bundled().getFirst();

  static Stream<Arguments> printed() {
    String pods = "services   dcm4chee-7d8c9-1q2wa   %s   %s   0   1d";
    return Stream.of(
        Arguments.of("old-platform-gone", "kube-system    coredns-7f9c 1/1  Running 0 1d", true),
        Arguments.of("old-platform-gone", "kube-system    traefik-5d6f 1/1  Running 0 1d", false),
        Arguments.of(
            "old-platform-gone", "kube-system    coredns-7f9c 1/1  Terminating 0 1d", false),
        Arguments.of("old-platform-gone", "store   minio-6c9f 1/1  Running 0 1d", false),
        Arguments.of("old-platform-gone", "namespace/kube-system", true),
        Arguments.of("old-platform-gone", "namespace/flow-jobs", false),
        Arguments.of("old-platform-gone", "persistentvolume/minio-pv-volume", false),
        Arguments.of("old-platform-gone", "No resources found", true),
        Arguments.of("undeploy-old", "kaapana-platform-chart", false),
        Arguments.of("undeploy-old", "WARNING: Kubernetes configuration file is readable", true),
        Arguments.of(
            "uninstall-old-server", "microk8s   v1.23.17 1 1.23/stable canonical x", false),
        Arguments.of(
            "uninstall-old-server", "core18 20230530 2785 latest/stable canonical x", true),
        Arguments.of("fresh-platform-ready", pods.formatted("1/1", "Running"), true),
        Arguments.of("fresh-platform-ready", pods.formatted("2/2", "Running"), true),
        Arguments.of("fresh-platform-ready", pods.formatted("0/1", "Completed"), true),
        Arguments.of("fresh-platform-ready", pods.formatted("1/2", "Running"), false),
        Arguments.of("fresh-platform-ready", pods.formatted("0/1", "ContainerCreating"), false),
        Arguments.of("fresh-platform-ready", pods.formatted("0/1", "Init:0/1"), false),
        Arguments.of("thumbnails-hide", "    \"ui_visible\": False,", true),
        Arguments.of("thumbnails-hide", "    \"ui_visible\": True,", false),
        Arguments.of("fresh-platform-gone", "namespace/project-admin", false));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void knowsWhatMustNotBePrinted(String step, String line, boolean allowed) {
    assertThat(patterns(step, Check.CommandPrintsNo.class))
        .isNotEmpty()
        .satisfies(
            patterns ->
                assertThat(patterns.stream().noneMatch(pattern -> found(pattern, line)))
                    .isEqualTo(allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "install-new-server, 'microk8s   v1.26.6    1      1.26/stable      canonical    classic', true",
    "install-new-server, 'microk8s   v1.23.17   1      1.23/stable      canonical    classic', false",
    "deploy-fresh, kaapana-admin-chart, true",
    "new-scripts, '#!/bin/bash', true",
    "new-scripts, '<!DOCTYPE html>', false",
    "thumbnails-hide, 'ui_visible = False', true",
    "fresh-platform-ready, 'dcm4chee-7d8c9-1q2wa 1/1 Running 0 1d', true",
    "fresh-platform-ready, 'services minio-deployment-6f5d4-4r5tf 1/1 Running 0 1d', true",
    "fresh-platform-ready, 'services minio-init-5f6g7 0/1 Completed 0 1d', false",
    "fresh-platform-ready, 'services dcm4chee-7d8c9-1q2wa 0/1 Running 0 1d', false",
  })
  void knowsWhatMustBePrinted(String step, String line, boolean right) {
    assertThat(
            patterns(step, Check.CommandPrints.class).stream()
                .anyMatch(pattern -> found(pattern, line)))
        .isEqualTo(right);
  }

  private static List<Pattern> patterns(Check check) {
    return switch (check) {
      case Check.CommandPrints prints -> List.of(Pattern.compile(prints.pattern()));
      case Check.CommandPrintsNo prints -> List.of(Pattern.compile(prints.pattern()));
      default -> List.of();
    };
  }

  private List<Pattern> patterns(String step, Class<? extends Check> kind) {
    return RUNBOOK.plan(KaapanaHosts.twoDisks()).steps().stream()
        .filter(planned -> planned.planned().stepId().value().equals(step))
        .flatMap(planned -> planned.observe().stream().map(Check::bare))
        .filter(kind::isInstance)
        .flatMap(check -> patterns(check).stream())
        .toList();
  }

  private static boolean found(Pattern pattern, String line) {
    return pattern.matcher(line).find();
  }
}
