@NullMarked
package dev.keyway.aws;

import org.jspecify.annotations.NullMarked;
