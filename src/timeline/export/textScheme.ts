/** The scheme of the documents that show a conversation as text. package.json names it too. */
export const TEXT_SCHEME = 'twilio-conversations-text';
