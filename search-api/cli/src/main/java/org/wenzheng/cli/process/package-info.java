/** The product's processes: what they are, starting, watching, stopping. */
@NullMarked
package org.wenzheng.cli.process;

import org.jspecify.annotations.NullMarked;
