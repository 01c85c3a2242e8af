package org.migrationauditor.messages.person;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a stored record whose texts are personal data: names of people, unless the
 * members say otherwise. It is stored under a key of its person's own, which can be destroyed. A
 * component is a text, a list of texts, or a map or list of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {
  /** Component of the same record that names whoever wrote the text; empty when it is a name. */
  String by() default "";

  /** Regular expression whose first group is the name in the text; empty when all of it is one. */
  String within() default "";
}
