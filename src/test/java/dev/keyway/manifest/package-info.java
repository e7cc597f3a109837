@NullMarked
package dev.keyway.manifest;

import org.jspecify.annotations.NullMarked;
