/** What a session description of ours says: codecs, header extensions, sections. */
@NullMarked
package org.wenzheng.sfu.negotiation;

import org.jspecify.annotations.NullMarked;
