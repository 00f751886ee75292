/** Several turns: what is asked, what the citizen has said of themselves, when a person takes over. */
@NullMarked
package org.wenzheng.digitalhuman.dialogue;

import org.jspecify.annotations.NullMarked;
