/** The taxonomy that an office can edit. */
@NullMarked
package org.wenzheng.search.app.topics;

import org.jspecify.annotations.NullMarked;
