/** Accounts, callers, policy documents and the decision who may do what. */
@NullMarked
package dev.keyway.awslocal.iam;

import org.jspecify.annotations.NullMarked;
