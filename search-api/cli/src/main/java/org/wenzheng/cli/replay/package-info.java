/** Recordings into the product, as calls. */
@NullMarked
package org.wenzheng.cli.replay;

import org.jspecify.annotations.NullMarked;
