/** The addresses by which other machines reach this server: HTTPS, and a page that leads there. */
@NullMarked
package org.wenzheng.search.app.listen;

import org.jspecify.annotations.NullMarked;
