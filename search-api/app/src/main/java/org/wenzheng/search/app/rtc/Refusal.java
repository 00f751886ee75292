package org.wenzheng.search.app.rtc;

import org.springframework.http.HttpStatus;

/** Why somebody is not let in, in the words that the room protocol's clients show. */
record Refusal(HttpStatus status, String message) {}
