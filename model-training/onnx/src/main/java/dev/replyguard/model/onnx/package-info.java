/** ONNX text classifiers, run by Microsoft's ONNX Runtime, and their BERT-style tokenizer. */
@NullMarked
package dev.replyguard.model.onnx;

import org.jspecify.annotations.NullMarked;
