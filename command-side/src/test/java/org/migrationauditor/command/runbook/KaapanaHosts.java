package org.migrationauditor.command.runbook;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of hosts on which Kaapana 0.1.3 may run. */
final class KaapanaHosts {
  private KaapanaHosts() {}

  static Map<String, String> oneDisk() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("fastDataDir", "/srv/kaapana");
    given.put("oldDeployScript", "/opt/deploy_platform.sh");
    given.put("oldServerScript", "/opt/server_installation.sh");
    given.put("newDeployScript", "/opt/deploy_platform_0.2.2.sh");
    given.put("newServerScript", "/opt/server_installation_0.2.2.sh");
    given.put("domain", "k.example.org");
    return given;
  }

  static Map<String, String> twoDisks() {
    Map<String, String> given = oneDisk();
    given.put("fastDataDir", "/fast/kaapana");
    given.put("slowDataDir", "/slow/kaapana");
    return given;
  }

  /** As the rehearsal room names the parts of a host it made. */
  static Map<String, String> rehearsal() {
    String root = "/srv/practice host";
    Map<String, String> given = new LinkedHashMap<>();
    given.put("fastDataDir", root + "/fast/kaapana");
    given.put("slowDataDir", root + "/slow/kaapana");
    given.put("asideFastDir", root + "/fast/kaapana_0.1.3");
    given.put("asideSlowDir", root + "/slow/kaapana_0.1.3");
    given.put("freshAsideDir", root + "/slow/kaapana_0.2.2_fresh");
    given.put("oldDeployScript", root + "/opt/deploy_platform.sh");
    given.put("oldServerScript", root + "/opt/server_installation.sh");
    given.put("newDeployScript", root + "/opt/deploy_platform_0.2.2.sh");
    given.put("newServerScript", root + "/opt/server_installation_0.2.2.sh");
    given.put("serverDataOwner", "0:0");
    given.put("domain", "rehearsal.example.org");
    given.put("toolsPath", root + "/bin");
    given.put("snapDir", root + "/snap");
    given.put("bootIdFile", root + "/proc/boot_id");
    given.put("processesDir", root + "/proc");
    return given;
  }
}
