@NullMarked
package dev.keyway.aws.sdk;

import org.jspecify.annotations.NullMarked;
