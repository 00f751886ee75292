/** What analysts look at: matters that emerge, and topics in two periods side by side. */
@NullMarked
package org.wenzheng.search.app.insight;

import org.jspecify.annotations.NullMarked;
