/** Deletes recordings and whole calls for good, and keeps them deleted. */
@NullMarked
package org.wenzheng.search.app.deletion;

import org.jspecify.annotations.NullMarked;
