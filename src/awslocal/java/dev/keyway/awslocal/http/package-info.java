/** The wire: AWS JSON 1.0 and 1.1, AWS Query, SigV4's credential scope. */
@NullMarked
package dev.keyway.awslocal.http;

import org.jspecify.annotations.NullMarked;
