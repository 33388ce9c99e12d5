const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A delivery that takes longer has met trouble: carriers and chat platforms report within a few minutes. */
export const STUCK_AFTER_MS = 15 * MINUTE;

/** The same text from the same author within so long was hardly written twice: people take longer to repeat themselves. */
export const DOUBLE_WITHIN_MS = 10 * SECOND;

/** People do say “ok” twice: what is shorter counts as a double only when no hand is that fast. */
export const SHORT_TEXT = 12;
export const SHORT_DOUBLE_WITHIN_MS = 1 * SECOND;

/** Clocks of servers differ by seconds; a difference beyond this is no matter of clocks. */
export const CLOCK_TOLERANCE_MS = 2 * MINUTE;

/** Two events that overtake each other on the way differ by seconds. What is later by more was recorded out of order. */
export const OUT_OF_ORDER_MS = 1 * MINUTE;

/** A conversation is made with its first communication, which may have happened some moments before. */
export const BEFORE_CONVERSATION_MS = 5 * MINUTE;

/** Twilio looks for silent conversations now and then; what is overdue by less is not worth a word. */
export const OVERDUE_AFTER_MS = 15 * MINUTE;

/** A month: whoever comes back later than that has another matter. */
export const LONG_INACTIVE_MS = 30 * DAY;

/** A week of silence in a conversation that nothing ever closes deserves a look. */
export const LONG_SILENCE_MS = 7 * DAY;

/** Both sides of a bridge tell the same event within so long of each other. */
export const BRIDGE_NEAR_MS = 2 * MINUTE;

/** A bridge takes moments. What is younger than this may still be on its way to the other side. */
export const BRIDGE_SETTLES_MS = 1 * MINUTE;

/** What the API takes, by its OpenAPI document. */
export const MOST_CALLBACKS_OF_CONFIGURATION = 2;
export const MOST_CALLBACKS_OF_CONVERSATION = 20;
/** By Twilio's own skill for its assistants (twilio/ai): in no reference. */
export const MOST_CAPTURE_RULES = 100;
