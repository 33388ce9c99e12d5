/** Set in the workspace's state while there is a journal: whether to look for one when the window begins. */
export const JOURNAL_STATE = 'compose.burst.underWay';

/** The type of the panels that show reports. */
export const REPORT_PANEL = 'twilioConversations.burst';
