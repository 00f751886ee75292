@NullMarked
package org.wenzheng.search.app.recordingkey;

import org.jspecify.annotations.NullMarked;
