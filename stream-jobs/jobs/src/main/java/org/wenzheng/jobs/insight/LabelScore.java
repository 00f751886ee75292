package org.wenzheng.jobs.insight;

/** A label and its calibrated probability. Kept in saved state: fields may be added, none renamed or removed. */
public record LabelScore(String label, float probability) {}
