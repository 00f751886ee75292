/** Whether this machine can run the product, told before anything starts. */
@NullMarked
package org.wenzheng.cli.doctor;

import org.jspecify.annotations.NullMarked;
