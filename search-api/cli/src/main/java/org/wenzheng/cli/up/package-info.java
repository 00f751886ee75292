/** Starting the whole product. */
@NullMarked
package org.wenzheng.cli.up;

import org.jspecify.annotations.NullMarked;
