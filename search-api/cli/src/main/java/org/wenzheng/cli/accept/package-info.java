/** Campaigns on real input against the running product: a line a criterion, met, missed or skipped. */
@NullMarked
package org.wenzheng.cli.accept;

import org.jspecify.annotations.NullMarked;
