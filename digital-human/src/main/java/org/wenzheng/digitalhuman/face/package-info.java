/** The clerk's face, drawn 25 times a second. */
@NullMarked
package org.wenzheng.digitalhuman.face;

import org.jspecify.annotations.NullMarked;
