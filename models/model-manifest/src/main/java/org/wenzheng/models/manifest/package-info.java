/** Which weights there are, where they come from, under which licence, and a verified store of them. */
@NullMarked
package org.wenzheng.models.manifest;

import org.jspecify.annotations.NullMarked;
