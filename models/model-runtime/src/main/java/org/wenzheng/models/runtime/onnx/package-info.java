/** Starts ONNX Runtime the one way that all engines here share: offline, its native libraries in the models' cache. */
@NullMarked
package org.wenzheng.models.runtime.onnx;

import org.jspecify.annotations.NullMarked;
