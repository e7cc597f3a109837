/**
 * Who needs what on which resource: grants asked for by one object on another, grouped into the
 * statements that Keyway owns in a policy, admitted one by one within AWS's limits. Pure.
 */
@NullMarked
package dev.keyway.grants;

import org.jspecify.annotations.NullMarked;
