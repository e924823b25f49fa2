@NullMarked
package dev.replyguard.model.onnx;

import org.jspecify.annotations.NullMarked;
