package dev.keyway.api.v1alpha1;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A piece of OpenAPI schema, as YAML, that is merged into what the CRD generator makes of the
 * annotated component. For what fabric8's annotations cannot say: list-map keys, formats, the shape
 * of free-form objects.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface SchemaPatch {
  /** The YAML to merge; objects are merged member by member, everything else is replaced. */
  String value();
}
