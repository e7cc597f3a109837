/** The chart, as Helm renders it. */
@NullMarked
package dev.keyway.chart;

import org.jspecify.annotations.NullMarked;
