/** What ./run calls: one command a class, the parts of the product as processes. */
@NullMarked
package org.wenzheng.cli;

import org.jspecify.annotations.NullMarked;
