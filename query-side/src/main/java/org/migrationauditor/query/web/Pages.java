package org.migrationauditor.query.web;

import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.readmodel.MigrationPage;
import org.migrationauditor.query.readmodel.Projector;
import org.migrationauditor.query.readmodel.ReadModel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The HTML pages. */
@Controller
final class Pages {
  private final ReadModel readModel;
  private final Projector projector;
  private final Words words;

  Pages(ReadModel readModel, Projector projector, Words words) {
    this.readModel = readModel;
    this.projector = projector;
    this.words = words;
  }

  @ModelAttribute
  void common(Model model) {
    model.addAttribute("words", words);
    model.addAttribute("standing", projector.standing().name());
  }

  @GetMapping("/")
  String migrations(Model model) {
    model.addAttribute("migrations", readModel.migrations());
    return "migrations";
  }

  @GetMapping("/migrations/{id}")
  String migration(@PathVariable String id, Model model) {
    MigrationId migrationId = Requested.migration(id);
    MigrationPage page =
        readModel.migration(migrationId).orElseThrow(() -> Requested.unknown(migrationId));
    model.addAttribute("state", page.state());
    model.addAttribute("timeline", page.timeline());
    model.addAttribute("comparisons", ComparisonView.all(page.state(), words));
    model.addAttribute("outstanding", ComparisonView.outstanding(page.state()));
    return "migration";
  }
}
