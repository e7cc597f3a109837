/**
 * IAM resource-policy documents: read strictly, write stably, compare, evaluate, limit.
 *
 * <p>Pure: no AWS call, no Kubernetes type, no clock. Every type here is immutable and safe to
 * share between threads. What each rule rests on is listed in {@code docs/policy-engine.md}.
 */
@NullMarked
package dev.keyway.policy;

import org.jspecify.annotations.NullMarked;
