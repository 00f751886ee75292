/** What this server tells the SFU: tokens that open its rooms, and calls of its room service. */
@NullMarked
package org.wenzheng.search.app.sfu;

import org.jspecify.annotations.NullMarked;
