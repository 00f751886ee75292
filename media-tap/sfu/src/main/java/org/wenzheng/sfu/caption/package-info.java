/** What is recognised while people speak, back in their room as captions. */
@NullMarked
package org.wenzheng.sfu.caption;

import org.jspecify.annotations.NullMarked;
