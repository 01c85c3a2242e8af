package org.migrationauditor.query.web;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.readmodel.MigrationPage;
import org.migrationauditor.query.readmodel.Projector;
import org.migrationauditor.query.readmodel.ReadModel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The HTML pages. */
@Controller
final class Pages {
  private final ReadModel readModel;
  private final Projector projector;
  private final TimeTravel travel;
  private final Words words;

  Pages(ReadModel readModel, TimeTravel travel, Projector projector, Words words) {
    this.readModel = readModel;
    this.travel = travel;
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
  String migration(
      @PathVariable String id, @RequestParam(required = false) @Nullable String at, Model model) {
    MigrationId migrationId = Requested.migration(id);
    MigrationPage page = travel.page(migrationId, Requested.event(at));
    model.addAttribute("past", at != null);
    model.addAttribute("clock", words.clock(travel.clock(migrationId, page.state().sequence())));
    model.addAttribute("state", page.state());
    model.addAttribute("timeline", page.timeline());
    model.addAttribute("comparisons", ComparisonView.all(page.state(), words));
    model.addAttribute("outstanding", ComparisonView.outstanding(page.state()));
    return "migration";
  }
}
