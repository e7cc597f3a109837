/**
 * The only room that sees AWS: one narrow port per service, in AWS's words and without types of its
 * SDK; the adapters live in {@code aws.sdk}.
 */
@NullMarked
package dev.keyway.aws;

import org.jspecify.annotations.NullMarked;
