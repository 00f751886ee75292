/** Weights on this machine. */
@NullMarked
package org.wenzheng.cli.models;

import org.jspecify.annotations.NullMarked;
