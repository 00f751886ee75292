/** A participant of a room in Java, on libwebrtc. */
@org.jspecify.annotations.NullMarked
package org.wenzheng.client;
