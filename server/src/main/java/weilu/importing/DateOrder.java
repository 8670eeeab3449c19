package weilu.importing;

/** Which of two numbers in a date is the day. */
public enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST
}
