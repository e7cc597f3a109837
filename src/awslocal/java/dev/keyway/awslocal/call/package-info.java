/** One call of the API: what was asked, who asked, what is logged, which fault strikes it. */
@NullMarked
package dev.keyway.awslocal.call;

import org.jspecify.annotations.NullMarked;
