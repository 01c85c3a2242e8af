package org.migrationauditor.reports.print;

import org.migrationauditor.messages.inventory.InventoryCounts;

/** What an inventory counts. */
enum Measure {
  PATIENTS("measure.patients"),
  STUDIES("measure.studies"),
  SERIES("measure.series"),
  INSTANCES("measure.instances"),
  INSTANCE_BYTES("measure.instanceBytes"),
  BUCKETS("measure.buckets"),
  OBJECTS("measure.objects"),
  OBJECT_BYTES("measure.objectBytes"),
  FILES("measure.files"),
  BYTES("measure.bytes"),
  UNREADABLE("measure.unreadable"),
  MALFORMED("measure.malformed");

  private final String key;

  Measure(String key) {
    this.key = key;
  }

  /** Key of its name. */
  String key() {
    return key;
  }

  long in(InventoryCounts counts) {
    return switch (this) {
      case PATIENTS -> counts.patients();
      case STUDIES -> counts.studies();
      case SERIES -> counts.series();
      case INSTANCES -> counts.instances();
      case BUCKETS -> counts.buckets();
      case OBJECTS -> counts.objects();
      case FILES -> counts.files();
      case INSTANCE_BYTES, OBJECT_BYTES, BYTES -> counts.bytes();
      case UNREADABLE -> counts.unreadable();
      case MALFORMED -> counts.malformed();
    };
  }

  boolean isSize() {
    return this == INSTANCE_BYTES || this == OBJECT_BYTES || this == BYTES;
  }
}
