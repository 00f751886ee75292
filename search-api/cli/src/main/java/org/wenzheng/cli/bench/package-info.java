/** Measurements of the running product, printed with what they were taken on. */
@NullMarked
package org.wenzheng.cli.bench;

import org.jspecify.annotations.NullMarked;
