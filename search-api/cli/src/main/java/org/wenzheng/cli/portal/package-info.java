/** The search API as the command line sees it. */
@NullMarked
package org.wenzheng.cli.portal;

import org.jspecify.annotations.NullMarked;
