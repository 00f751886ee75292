/** Speech recognition by Vosk: streaming, one language a model, any language that has one. */
@NullMarked
package org.wenzheng.models.runtime.vosk;

import org.jspecify.annotations.NullMarked;
