/** The type of the sandbox's panel, by which the editor brings it back. */
export const SANDBOX_PANEL = 'twilioConversations.sandbox';
