/** Reaching the product from other machines. */
@NullMarked
package org.wenzheng.cli.listen;

import org.jspecify.annotations.NullMarked;
