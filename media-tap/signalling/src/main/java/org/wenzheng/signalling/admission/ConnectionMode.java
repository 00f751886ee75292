package org.wenzheng.signalling.admission;

/** How many peer connections a client opens. */
public enum ConnectionMode {
    /** One to publish, one to subscribe: {@code /rtc}. Every SDK has it. */
    DUAL,
    /** One for both: {@code /rtc/v1}. Browsers take it first. */
    SINGLE
}
