/** How often one address may ask for something. */
@NullMarked
package org.wenzheng.search.app.ratelimit;

import org.jspecify.annotations.NullMarked;
