/** The service-quality report: figures over calls, each with its count and its evidence. */
@NullMarked
package org.wenzheng.search.app.report;

import org.jspecify.annotations.NullMarked;
