package org.wenzheng.jobs.kafka;

import java.io.Serializable;

/** Says why a parsed record cannot be used. */
@FunctionalInterface
public interface RecordCheck<T> extends Serializable {

    /** Empty when the record is good, else the reason, without any words of the call. */
    String fault(T record);
}
