/**
 * From labelled comments to one Tribuo model: features, scaling, training label by label, assembly.
 */
@NullMarked
package dev.replyguard.training.fit;

import org.jspecify.annotations.NullMarked;
