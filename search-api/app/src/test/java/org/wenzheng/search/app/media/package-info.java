@NullMarked
package org.wenzheng.search.app.media;

import org.jspecify.annotations.NullMarked;
