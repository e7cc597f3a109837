/** What every service of the local AWS stands on: names, time, parameters, errors. */
@NullMarked
package dev.keyway.awslocal.base;

import org.jspecify.annotations.NullMarked;
