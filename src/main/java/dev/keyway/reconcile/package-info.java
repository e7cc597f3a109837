/**
 * The five beats once, for all kinds: observe, plan, apply, report, schedule. A room of a kind
 * ({@code key}, {@code topic}, {@code queue}, {@code subscription}) supplies what differs; the
 * process around it ({@code runtime}) supplies Kubernetes.
 */
@NullMarked
package dev.keyway.reconcile;

import org.jspecify.annotations.NullMarked;
