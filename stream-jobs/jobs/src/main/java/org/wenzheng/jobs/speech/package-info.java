/** Audio into words: stretches of speech, their recognition, and what of it is passed on. */
@NullMarked
package org.wenzheng.jobs.speech;

import org.jspecify.annotations.NullMarked;
