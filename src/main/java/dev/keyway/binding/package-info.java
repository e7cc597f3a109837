/**
 * AccountBinding: which account, role and regions a namespace may use, and within which guardrails;
 * pure but for {@link dev.keyway.binding.BindingPermit}.
 */
@NullMarked
package dev.keyway.binding;

import org.jspecify.annotations.NullMarked;
