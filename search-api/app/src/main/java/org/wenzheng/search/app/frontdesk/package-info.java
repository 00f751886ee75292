/** Citizens begin calls, say and withdraw consents, staff joins: who may be in which call, and under which consents. */
@NullMarked
package org.wenzheng.search.app.frontdesk;

import org.jspecify.annotations.NullMarked;
