/** What an operator can set, typed and validated; every default stands in {@link org.wenzheng.jobs.config.Defaults}. */
@NullMarked
package org.wenzheng.jobs.config;

import org.jspecify.annotations.NullMarked;
