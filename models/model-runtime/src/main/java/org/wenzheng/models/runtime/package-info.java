/** What models do, one narrow interface a role; engines stand behind it in packages of their own. */
@NullMarked
package org.wenzheng.models.runtime;

import org.jspecify.annotations.NullMarked;
