package org.migrationauditor.app.cli;

import org.migrationauditor.rehearsal.Hazard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of hazards as they are typed. */
final class HazardConverter implements ITypeConverter<Hazard> {
  @Override
  public Hazard convert(String name) {
    return Hazard.of(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no hazard; ./auditor rehearse --hazards lists them".formatted(name)));
  }
}
