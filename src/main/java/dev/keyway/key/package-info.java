/** EncryptionKey: a KMS key, its alias, policy, rotation and state. */
@NullMarked
package dev.keyway.key;

import org.jspecify.annotations.NullMarked;
