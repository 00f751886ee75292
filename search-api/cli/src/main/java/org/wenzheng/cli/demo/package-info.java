/** Calls of an invented district to show the product with: their scripts, and their sound made from them. */
@NullMarked
package org.wenzheng.cli.demo;

import org.jspecify.annotations.NullMarked;
