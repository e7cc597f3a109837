/** What exists in AWS, read and written down as objects of Keyway that adopt it. */
@NullMarked
package dev.keyway.imports;

import org.jspecify.annotations.NullMarked;
