/**
 * Interactive Connectivity Establishment for an agent with a reachable address: ICE-lite (RFC 8445, section 2.5). It answers
 * checks, follows the nomination of the other side and notices when checks stop.
 */
@NullMarked
package org.wenzheng.rtc.ice;

import org.jspecify.annotations.NullMarked;
