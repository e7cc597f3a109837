/** Keys, aliases, key policies, key states. */
@NullMarked
package dev.keyway.awslocal.kms;

import org.jspecify.annotations.NullMarked;
