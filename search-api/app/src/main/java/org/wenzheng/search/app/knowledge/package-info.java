/** Service items that people propose and others approve; the digital human answers from those in force. */
@NullMarked
package org.wenzheng.search.app.knowledge;

import org.jspecify.annotations.NullMarked;
