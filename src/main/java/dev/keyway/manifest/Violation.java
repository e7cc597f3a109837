package dev.keyway.manifest;

/**
 * A field that is not as the CRD wants it.
 *
 * @param blocking whether rules could not make anything of such an object
 */
record Violation(String place, String rule, boolean blocking) {}
