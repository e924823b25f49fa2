/** What a model is made of: the recipe, a YAML file that names everything training depends on. */
@NullMarked
package dev.replyguard.training.recipe;

import org.jspecify.annotations.NullMarked;
