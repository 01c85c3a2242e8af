package org.migrationauditor.app.cli;

import java.util.Arrays;
import java.util.Iterator;
import org.migrationauditor.rehearsal.Damage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of damages as they are typed. */
final class DamageConverter implements ITypeConverter<Damage>, Iterable<String> {
  @Override
  public Damage convert(String name) {
    return Arrays.stream(Damage.values())
        .filter(damage -> damage.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s".formatted(name, Arrays.toString(Damage.values()))));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Damage.values()).map(Damage::toString).iterator();
  }
}
