package dev.keyway.api.v1alpha1;

/** The API group and version of Keyway's kinds. */
public final class ApiGroup {
  public static final String NAME = "keyway.dev";
  public static final String VERSION = "v1alpha1";

  private ApiGroup() {}
}
