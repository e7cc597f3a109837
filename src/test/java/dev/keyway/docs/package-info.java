/** What the documentation says is true: its YAML is valid, its links lead somewhere. */
@NullMarked
package dev.keyway.docs;

import org.jspecify.annotations.NullMarked;
