/**
 * The operator process: Quarkus and JOSDK around the rooms. Here Kubernetes objects become {@link
 * dev.keyway.reconcile.Resource resources}, passes are started, and what they return is written,
 * told and scheduled. No rule about AWS lives here.
 */
@NullMarked
package dev.keyway.runtime;

import org.jspecify.annotations.NullMarked;
