package org.migrationauditor.reports.print;

import java.util.function.ToLongFunction;
import org.migrationauditor.messages.inventory.InventoryCounts;

/** What an inventory counts. */
enum Measure {
  PATIENTS("measure.patients", InventoryCounts::patients),
  STUDIES("measure.studies", InventoryCounts::studies),
  SERIES("measure.series", InventoryCounts::series),
  INSTANCES("measure.instances", InventoryCounts::instances),
  INSTANCE_BYTES("measure.instanceBytes", InventoryCounts::bytes),
  BUCKETS("measure.buckets", InventoryCounts::buckets),
  OBJECTS("measure.objects", InventoryCounts::objects),
  OBJECT_BYTES("measure.objectBytes", InventoryCounts::bytes),
  FILES("measure.files", InventoryCounts::files),
  BYTES("measure.bytes", InventoryCounts::bytes),
  UNREADABLE("measure.unreadable", InventoryCounts::unreadable),
  MALFORMED("measure.malformed", InventoryCounts::malformed);

  private final String key;
  private final ToLongFunction<InventoryCounts> count;

  Measure(String key, ToLongFunction<InventoryCounts> count) {
    this.key = key;
    this.count = count;
  }

  /** Key of its name. */
  String key() {
    return key;
  }

  long in(InventoryCounts counts) {
    return count.applyAsLong(counts);
  }

  boolean isSize() {
    return this == INSTANCE_BYTES || this == OBJECT_BYTES || this == BYTES;
  }
}
