/** What the digital human answers from. */
@NullMarked
package org.wenzheng.cli.knowledge;

import org.jspecify.annotations.NullMarked;
