/** Tests of who gets what on which resource. */
@NullMarked
package dev.keyway.grants;

import org.jspecify.annotations.NullMarked;
