/**
 * OpenAI Whisper on ONNX Runtime: two graphs of our own writing that read the official CTranslate2 weights where they
 * lie, a decoder with guards against invented text, and word times from cross-attention.
 */
@NullMarked
package org.wenzheng.models.runtime.whisper;

import org.jspecify.annotations.NullMarked;
