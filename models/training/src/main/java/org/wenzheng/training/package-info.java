/** Trains and scores the heads that label texts: sentiment, urgency, topics. */
@NullMarked
package org.wenzheng.training;

import org.jspecify.annotations.NullMarked;
