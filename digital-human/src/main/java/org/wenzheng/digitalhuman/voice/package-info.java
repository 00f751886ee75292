/** From sentences to the sound that is sent, cached, ducked and cut. */
@NullMarked
package org.wenzheng.digitalhuman.voice;

import org.jspecify.annotations.NullMarked;
