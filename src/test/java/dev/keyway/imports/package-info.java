@NullMarked
package dev.keyway.imports;

import org.jspecify.annotations.NullMarked;
